namespace ParentalConsent.Core.Watch;

/// <summary>What the last sweep saw and did, kept for the next one, for health and for the console.</summary>
public sealed record SweepState
{
    /// <summary>Workers have this long before a line that is still there counts as left alone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public required SweepFindings Last { get; init; }

    /// <summary>The sweep from which on lines were handed out and not one of them was settled.</summary>
    public DateTimeOffset? NothingSettledSince { get; init; }

    /// <summary>By queue: since when messages have been ready with none of them finished.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> WaitingSince { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>Sweeps run, and nothing is deleted though something is due.</summary>
    public bool DeletesNothing => Last.At - NothingSettledSince >= Patience;

    /// <param name="before">Null for the first sweep.</param>
    public static SweepState After(SweepState? before, SweepFindings found) => new()
    {
        Last = found,
        NothingSettledSince = before is { Last.Settleable: > 0 } && found.StillThere >= before.Last.Settleable
            ? before.NothingSettledSince ?? before.Last.At
            : null,
        WaitingSince = before?.WaitingSince ?? new Dictionary<string, DateTimeOffset>(),
    };

    /// <param name="ready">Queues with messages that could be taken now.</param>
    /// <param name="finishedAt">When the queue's function last finished a message; null where it never did.</param>
    public SweepState WithReady(IEnumerable<string> ready, Func<string, DateTimeOffset?> finishedAt) => this with
    {
        WaitingSince = ready.ToDictionary(
            queue => queue,
            queue => WaitingSince.TryGetValue(queue, out var since) && !(finishedAt(queue) > since) ? since : Last.At),
    };
}
