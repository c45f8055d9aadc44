namespace ParentalConsent.Core.DeletionLog;

/// <summary>What data was asked for, as facts of a deletion's entry: ids of purposes, with commas between.</summary>
public static class PurposeFacts
{
    private const string Name = "purposes";

    /// <summary>As many facts as it takes: <c>purposes</c>, <c>purposes2</c> and on, as many as there is room for.</summary>
    public static LogFacts Of(IEnumerable<string> purposes)
    {
        var parts = new List<string>();
        foreach (var id in purposes.Where(id => id.Length is > 0 and <= LogFacts.MaxValueLength))
        {
            if (parts.Count > 0 && parts[^1].Length + 1 + id.Length <= LogFacts.MaxValueLength)
            {
                parts[^1] += $",{id}";
            }
            else
            {
                parts.Add(id);
            }
        }

        return LogFacts.Of(parts.Take(LogFacts.MaxCount).Select((part, index) => (NameOf(index), part)));
    }

    /// <summary>None where the entry does not say.</summary>
    public static IReadOnlyList<string> Read(LogFacts facts) =>
        [.. Enumerable.Range(0, LogFacts.MaxCount).Select(index => facts[NameOf(index)]).OfType<string>().SelectMany(part => part.Split(','))];

    private static string NameOf(int index) => index == 0 ? Name : $"{Name}{index + 1}";
}
