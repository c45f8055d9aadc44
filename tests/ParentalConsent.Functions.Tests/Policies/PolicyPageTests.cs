using System.Text.Json.Nodes;
using ParentalConsent.Core.Notices;
using ParentalConsent.Functions.Policies;
using ParentalConsent.TestKit;

namespace ParentalConsent.Functions.Tests.Policies;

/// <summary>docs/policy.md has every field that the files may have, and no other.</summary>
public sealed class PolicyPageTests : IDisposable
{
    private readonly PolicyCopy copy = new();

    public void Dispose() => copy.Dispose();

    [Theory]
    [InlineData("clients.json", "clients.json", "clients")]
    [InlineData("purposes.json", "purposes.json", "purposes")]
    [InlineData("ages-of-consent.json", "ages-of-consent.json", "countries")]
    [InlineData("notices", "notices/2026-11-22/en.json", null)]
    public void Page_HasEveryField(string section, string file, string? list)
    {
        copy.Change(file, root => (list is null ? root : root[list]![0]!)["noSuchField"] = JsonValue.Create(1));

        var problem = Assert.Single(PolicyFiles.Read(copy.Folder).Problems);
        var fields = problem[(problem.IndexOf("there are ", StringComparison.Ordinal) + 10)..].Split(", ");
        Assert.Equal(fields.Order(StringComparer.Ordinal), Rows(section).Select(row => row[0].Trim('`')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Page_NamesThePlaceholdersOfEachElement() => Assert.Equal(
        NoticeElements.Placeholders.ToDictionary(element => element.Key, element => string.Join(' ', element.Value.Select(name => $"`{{{name}}}`"))),
        Rows("notices").Where(row => row[0] != "`days`").ToDictionary(row => row[0].Trim('`'), row => row[2]));

    private static IEnumerable<string[]> Rows(string section) => File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "policy.md"))
        .SkipWhile(line => line != $"## {section}")
        .Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|').Skip(1).Select(cell => cell.Trim()).ToArray());
}
