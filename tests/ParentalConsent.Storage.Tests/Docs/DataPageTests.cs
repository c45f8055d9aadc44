using ParentalConsent.Storage.Queues;
using ParentalConsent.Storage.Tables;
using ParentalConsent.TestKit;

namespace ParentalConsent.Storage.Tests.Docs;

public sealed class DataPageTests
{
    private static readonly string Markdown = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "data.md"));

    public static TheoryData<string> StoredTypes => [.. StoredColumns.ByType.Keys];

    [Theory]
    [MemberData(nameof(StoredTypes))]
    public void EveryStoredColumn_HasOneLine_AndEveryLineAColumn(string type) => Assert.Empty(Differences(Markdown, type));

    [Fact]
    public void EveryLine_HasClassPurposeAndRetention() => Assert.Empty(DataPage.Parse(Markdown).Problems);

    [Fact]
    public void EverySection_IsAboutAStoredType() =>
        Assert.Empty(DataPage.Parse(Markdown).Sections.Keys.Except(StoredColumns.ByType.Keys));

    [Fact]
    public void EveryTableAndQueue_HasAHeading() => Assert.All(
        TableNames.All.Concat(QueueNames.All),
        name => Assert.Contains(Markdown.Split('\n'), line => line.StartsWith('#') && line.Contains($"`{name}`", StringComparison.Ordinal)));

    [Fact]
    public void AllRowsAndMessages_AreLookedAt() => Assert.Superset(
        new HashSet<string>
        {
            "RegistrationRow", "DataRow", "HistoryRow", "DeadlineRow", "LogBatchRow", "LogKeyRow", "LogHeadRow",
            "MailFailureRow", "OutgoingMailMessage", "ReminderMessage", "DeletionMessage", "PersonalDetails",
        },
        StoredColumns.ByType.Keys.ToHashSet());

    [Theory]
    [InlineData("RegistrationRow", "| `GuardianHash` |", "no line for GuardianHash")]
    [InlineData("PersonalDetails", "| `guardianEmail` |", "no line for guardianEmail")]
    [InlineData("DeletionMessage", "| `tries` |", "no line for tries")]
    public void ALineTooFew_IsFound(string type, string start, string difference) => Assert.Equal(
        [difference],
        Differences(string.Join('\n', Section(type).Where(line => !line.StartsWith(start, StringComparison.Ordinal))), type));

    [Fact]
    public void ALineTooMany_IsFound_AndOneTwice() => Assert.Equal(
        ["no column Shoe", "Due is there twice"],
        Differences(
            string.Join('\n', [.. Section("DeadlineRow"), "| `Shoe` | operational | p | k |", "| `Due` | operational | p | k |"]), "DeadlineRow"));

    [Theory]
    [InlineData("| `Due` | personal | p | k |")]
    [InlineData("| `Due` | operational | | k |")]
    [InlineData("| `Due` | operational | p | |")]
    [InlineData("| Due | operational | p | k |")]
    public void ALineThatLeavesSomethingOut_IsAProblem(string line) =>
        Assert.Single(DataPage.Parse($"### `deadlines` (`DeadlineRow`)\n| column | class | purpose | kept |\n| --- | --- | --- | --- |\n{line}").Problems);

    private static IEnumerable<string> Section(string type) => Markdown.Split('\n')
        .SkipWhile(line => !line.EndsWith($"(`{type}`)", StringComparison.Ordinal))
        .Where((line, index) => index == 0 || line.StartsWith('|'))
        .Take(1 + 2 + StoredColumns.ByType[type].Count);

    private static string[] Differences(string markdown, string type)
    {
        var columns = StoredColumns.ByType[type];
        var lines = DataPage.Parse(markdown).Sections.GetValueOrDefault(type, []).Select(line => line.Column).ToList();
        return
        [
            .. columns.Except(lines).Select(column => $"no line for {column}"),
            .. lines.Except(columns).Select(line => $"no column {line}"),
            .. lines.GroupBy(line => line).Where(same => same.Count() > 1).Select(same => $"{same.Key} is there twice"),
        ];
    }
}
