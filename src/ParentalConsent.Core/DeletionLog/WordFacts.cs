namespace ParentalConsent.Core.DeletionLog;

/// <summary>Lists of words, as facts of an entry: with commas between, in as many facts as it takes: <c>name</c>, <c>name2</c> and on.</summary>
public static class WordFacts
{
    /// <summary>What data was asked for: ids of purposes.</summary>
    public const string Purposes = "purposes";

    /// <summary>What was, or is, to be done besides: see <see cref="Cases.StepNames"/>.</summary>
    public const string Steps = "steps";

    /// <summary>What a client calls its systems in which it deleted.</summary>
    public const string Systems = "systems";

    private const char Separator = ',';

    /// <param name="words">Those that are too long for a fact are left out.</param>
    public static IReadOnlyList<(string Name, string Value)> Of(string name, IEnumerable<string> words)
    {
        var parts = new List<string>();
        foreach (var word in words.Where(word => word.Length is > 0 and <= LogFacts.MaxValueLength))
        {
            if (parts is [.., var last] && last.Length + 1 + word.Length <= LogFacts.MaxValueLength)
            {
                parts[^1] = $"{last}{Separator}{word}";
            }
            else
            {
                parts.Add(word);
            }
        }

        return [.. parts.Select((part, index) => (NameOf(name, index), part))];
    }

    /// <summary>None where the entry does not say. What a client called its systems was once counted from <c>systems1</c>.</summary>
    public static IReadOnlyList<string> Read(LogFacts facts, string name) =>
    [
        .. Enumerable.Range(0, LogFacts.MaxCount)
            .Select(index => facts[NameOf(name, index)] ?? (index == 0 ? facts[$"{name}1"] : null))
            .OfType<string>()
            .SelectMany(part => part.Split(Separator)),
    ];

    private static string NameOf(string name, int index) => index == 0 ? name : $"{name}{index + 1}";
}
