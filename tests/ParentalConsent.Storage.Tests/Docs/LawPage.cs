using System.Text.RegularExpressions;
using ParentalConsent.TestKit;

namespace ParentalConsent.Storage.Tests.Docs;

/// <summary>The table of <c>docs/law.md</c>.</summary>
internal static partial class LawPage
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "docs");

    /// <summary>The source of each test class; some names are there more than once.</summary>
    private static readonly ILookup<string, string> Tests = Directory
        .EnumerateFiles(Path.Combine(Checkout.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

    public static IReadOnlyList<LawRow> Rows { get; } = [.. Read(File.ReadAllText(Path.Combine(Folder, "law.md")))];

    public static IEnumerable<LawRow> Read(string page) => page.Split('\n')
        .Select(line => Row().Match(line))
        .Where(row => row.Success)
        .Select(row => new LawRow(row.Groups["id"].Value, row.Groups["done"].Value, row.Groups["shown"].Value));

    /// <summary>What a row points to that is not there; nothing where all is as it should be.</summary>
    public static IEnumerable<string> Problems(LawRow row)
    {
        var links = Link().Matches(row.Done).Select(link => link.Groups["path"].Value).ToArray();
        var tests = Test().Matches(row.Shown).Select(test => (Class: test.Groups["class"].Value, Method: test.Groups["method"].Value)).ToArray();
        return
        [
            .. links.Length == 0 ? [$"{row.Id} points to no code"] : Array.Empty<string>(),
            .. tests.Length == 0 ? [$"{row.Id} points to no test"] : Array.Empty<string>(),
            .. links.Where(path => !Path.Exists(Path.Combine(Folder, path))).Select(path => $"{row.Id}: there is no {path}"),
            .. tests.Where(test => !IsTest(test.Class, test.Method)).Select(test => $"{row.Id}: there is no test {test.Class}.{test.Method}"),
        ];
    }

    private static bool IsTest(string name, string method) =>
        Tests[name].Any(text => text.Contains($" {method}(", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| (?<id>L\d+) \| [^|]+ \| (?<done>[^|]+) \| (?<shown>[^|]+) \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\]\((?<path>[^)#]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<method>\w+)`")]
    private static partial Regex Test();
}
