using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Discoveries;

/// <summary>Lines of a discovery that came together, and how far they are worked off.</summary>
/// <param name="FirstLine">Its number names the part.</param>
/// <param name="Done">How many of its lines have a result.</param>
public sealed record DiscoveryPart(string DiscoveryId, long FirstLine, int Lines, int Done, IReadOnlyDictionary<DiscoveryOutcome, int> Outcomes)
{
    /// <summary>Until when one worker alone has it; null where none does.</summary>
    public DateTimeOffset? BusyUntil { get; init; }

    public bool IsDone => Done == Lines;

    public bool IsBusyAt(DateTimeOffset now) => Claim.HoldsAt(BusyUntil, now);

    /// <summary>The same with results of the lines that come next. Whoever has it keeps it until it is done.</summary>
    public DiscoveryPart With(IReadOnlyList<DiscoveryResult> results) => this with
    {
        Done = Done + results.Count,
        BusyUntil = Done + results.Count == Lines ? null : BusyUntil,
        Outcomes = results.GroupBy(result => result.Outcome).Aggregate(
            new Dictionary<DiscoveryOutcome, int>(Outcomes),
            (counts, same) =>
            {
                counts[same.Key] = counts.GetValueOrDefault(same.Key) + same.Count();
                return counts;
            }),
    };

    /// <summary>What to say of the lines that are left once the deadline has passed.</summary>
    public IReadOnlyList<DiscoveryResult> Rest() =>
        [.. Enumerable.Range(Done, Lines - Done).Select(line => new DiscoveryResult(FirstLine + line, DiscoveryOutcome.NotWorkedOff, null, []))];
}
