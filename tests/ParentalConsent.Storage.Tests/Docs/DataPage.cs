using System.Text.RegularExpressions;

namespace ParentalConsent.Storage.Tests.Docs;

/// <summary>
/// <c>docs/data.md</c>: a section for each stored type, its name in the heading in brackets, with a table of
/// column, class, purpose and retention.
/// </summary>
internal sealed partial class DataPage
{
    public static readonly IReadOnlyList<string> Classes = ["personal, sealed", "personal, staff", "pseudonymous", "operational"];

    private static readonly string[] Header = ["column", "class", "purpose", "kept"];

    private DataPage(IReadOnlyDictionary<string, IReadOnlyList<DataLine>> sections, IReadOnlyList<string> problems) =>
        (Sections, Problems) = (sections, problems);

    public IReadOnlyDictionary<string, IReadOnlyList<DataLine>> Sections { get; }

    /// <summary>Lines that are not as they should be.</summary>
    public IReadOnlyList<string> Problems { get; }

    public static DataPage Parse(string markdown)
    {
        var sections = new Dictionary<string, List<DataLine>>();
        var problems = new List<string>();
        List<DataLine>? section = null;
        foreach (var line in markdown.Split('\n').Select(line => line.TrimEnd()))
        {
            if (line.StartsWith('#'))
            {
                section = TypeName().Match(line) is { Success: true } match ? sections[match.Groups["type"].Value] = [] : null;
            }
            else if (section is not null && line.StartsWith('|') && !line.StartsWith("| ---", StringComparison.Ordinal))
            {
                Read(line, section, problems);
            }
        }

        return new DataPage(sections.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<DataLine>)pair.Value), problems);
    }

    private static void Read(string line, List<DataLine> section, List<string> problems)
    {
        var cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
        if (cells.SequenceEqual(Header))
        {
            return;
        }

        if (cells is [['`', .., '`'] column, var kind, { Length: > 0 } purpose, { Length: > 0 } kept] && Classes.Contains(kind))
        {
            section.Add(new DataLine(column.Trim('`'), kind, purpose, kept));
        }
        else
        {
            problems.Add($"Not '`column` | {string.Join(" or ", Classes)} | purpose | kept': {line}");
        }
    }

    [GeneratedRegex(@"\(`(?<type>\w+)`\)$")]
    private static partial Regex TypeName();
}
