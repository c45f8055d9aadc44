using System.Text.RegularExpressions;
using ParentalConsent.TestKit;

namespace ParentalConsent.Storage.Tests.Docs;

/// <summary>The table of <c>docs/law.md</c>.</summary>
internal static partial class LawPage
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "docs");

    public static IReadOnlyList<LawRow> Rows { get; } = [.. Read(File.ReadAllText(Path.Combine(Folder, "law.md")))];

    public static IEnumerable<LawRow> Read(string page) => page.Split('\n')
        .Select(line => Row().Match(line))
        .Where(row => row.Success)
        .Select(row => new LawRow(row.Groups["id"].Value, row.Groups["done"].Value, row.Groups["shown"].Value));

    /// <summary>What a row points to that is not there; nothing where all is as it should be.</summary>
    public static IEnumerable<string> Problems(LawRow row)
    {
        var links = Link().Matches(row.Done).Select(link => link.Groups["path"].Value).ToArray();
        var tests = NamedTest.In(row.Shown).ToArray();
        return
        [
            .. links.Length == 0 ? [$"{row.Id} points to no code"] : Array.Empty<string>(),
            .. tests.Length == 0 ? [$"{row.Id} points to no test"] : Array.Empty<string>(),
            .. links.Where(path => !Path.Exists(Path.Combine(Folder, path))).Select(path => $"{row.Id}: there is no {path}"),
            .. tests.Where(test => !test.IsThere).Select(test => $"{row.Id}: there is no test {test}"),
        ];
    }

    [GeneratedRegex(@"^\| (?<id>L\d+) \| [^|]+ \| (?<done>[^|]+) \| (?<shown>[^|]+) \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\]\((?<path>[^)#]+)\)")]
    private static partial Regex Link();
}
