namespace ParentalConsent.SystemTests.Storage;

/// <summary>The calls of one stretch of a story, polling and heartbeats apart, by kind.</summary>
public sealed class CallCount(IEnumerable<StorageCall> calls)
{
    private readonly Dictionary<string, int> byKind = calls.Where(call => !call.IsPolling && !call.IsHeartbeat)
        .GroupBy(call => call.Kind).ToDictionary(kind => kind.Key, kind => kind.Count());

    public int Total => byKind.Values.Sum();

    public int this[string kind] => byKind.GetValueOrDefault(kind);

    /// <summary>Those of one table or queue.</summary>
    public int Of(string resource) =>
        byKind.Where(kind => kind.Key.StartsWith($"{resource} ", StringComparison.Ordinal)).Sum(kind => kind.Value);

    public override string ToString() =>
        $"{Total} ({string.Join(", ", byKind.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Value} {kind.Key}"))})";
}
