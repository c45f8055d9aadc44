namespace ParentalConsent.Core.DeletionLog;

/// <summary>Further things that an entry says: words, ids, counts; never personal data. Sorted by name.</summary>
public sealed class LogFacts : IEquatable<LogFacts>
{
    public const int MaxCount = 16;

    public const int MaxNameLength = 32;

    public const int MaxValueLength = 200;

    private readonly SortedList<string, string> facts;

    /// <exception cref="ArgumentException">Too many; a name that is not 1 to 32 letters and digits, or there twice; a value that is not 1 to 200 characters without control characters.</exception>
    public LogFacts(IEnumerable<KeyValuePair<string, string>> facts)
    {
        this.facts = new SortedList<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in facts)
        {
            if (!IsFact(name, value) || this.facts.Count == MaxCount)
            {
                throw new ArgumentException($"An entry of the deletion log cannot hold the fact {name}.", nameof(facts));
            }

            this.facts.Add(name, value);
        }
    }

    public static LogFacts None { get; } = new([]);

    public int Count => facts.Count;

    /// <summary>By name, in order.</summary>
    public IReadOnlyDictionary<string, string> All => facts;

    /// <summary>Null where it does not say.</summary>
    public string? this[string name] => facts.GetValueOrDefault(name);

    public static LogFacts Of(params IEnumerable<(string Name, string Value)> facts) =>
        new(facts.Select(fact => KeyValuePair.Create(fact.Name, fact.Value)));

    public bool Equals(LogFacts? other) => other is not null && facts.SequenceEqual(other.facts);

    public override bool Equals(object? obj) => Equals(obj as LogFacts);

    public override int GetHashCode() => facts.Aggregate(0, (hash, fact) => HashCode.Combine(hash, fact.Key, fact.Value));

    /// <summary>As <c>name=value; name=value</c>.</summary>
    public override string ToString() => string.Join("; ", facts.Select(fact => $"{fact.Key}={fact.Value}"));

    private static bool IsFact(string name, string value) =>
        name.Length is > 0 and <= MaxNameLength && name.All(char.IsAsciiLetterOrDigit)
        && value is { Length: > 0 and <= MaxValueLength } && !value.Any(char.IsControl);
}
