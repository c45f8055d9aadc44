using System.Text.RegularExpressions;
using ParentalConsent.TestKit;

namespace ParentalConsent.Storage.Tests.Docs;

/// <summary>The tables of <c>docs/deletion.md</c> that say what is promised, how it is met, and which tests show it.</summary>
internal static partial class PromisePage
{
    public const string Header = "| promise | how it is met | shown by |";

    public static string Text { get; } = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "deletion.md"));

    /// <summary>Headings below the title, with how many promises stand under each before the next.</summary>
    public static IReadOnlyDictionary<string, int> Sections(string page)
    {
        var sections = new Dictionary<string, int>();
        var heading = "";
        foreach (var line in page.Split('\n'))
        {
            heading = Heading().Match(line) is { Success: true } begins ? begins.Groups["text"].Value : heading;
            sections[heading] = sections.GetValueOrDefault(heading) + (IsPromise(line) ? 1 : 0);
        }

        return sections;
    }

    /// <summary>What is wrong with the rows: one without a test, and one whose test is not there.</summary>
    public static IEnumerable<string> Problems(string page)
    {
        var inside = false;
        foreach (var line in page.Split('\n'))
        {
            inside = line == Header || (inside && line.StartsWith('|'));
            if (!inside || line == Header || line.StartsWith("| ---", StringComparison.Ordinal))
            {
                continue;
            }

            var tests = NamedTest.In(line).ToList();
            var promise = line.Split('|')[1].Trim();
            if (tests.Count == 0)
            {
                yield return $"no test: {promise}";
            }

            foreach (var test in tests.Where(test => !test.IsThere))
            {
                yield return $"there is no test {test}";
            }
        }
    }

    /// <summary>Only these rows name tests, and all of them do.</summary>
    private static bool IsPromise(string line) => line.StartsWith('|') && NamedTest.In(line).Any();

    [GeneratedRegex("^##+ (?<text>.+)$")]
    private static partial Regex Heading();
}
