namespace ParentalConsent.Core.Discoveries;

/// <summary>How far a discovery has come.</summary>
/// <param name="WorkedOff">Lines that have a result.</param>
public sealed record DiscoveryProgress(Discovery Discovery, long WorkedOff, IReadOnlyDictionary<DiscoveryOutcome, long> Outcomes)
{
    public long Received => Discovery.NextLine - 1;

    /// <summary>Nothing is to come, and everything has a result.</summary>
    public bool IsFinished => Discovery.Ended && WorkedOff == Received;

    /// <summary>For a bar, which cannot be of length 0.</summary>
    public (long Value, long Max) Bar => IsFinished ? (1, 1) : (WorkedOff, Math.Max(1, Received));

    public long CountOf(DiscoveryOutcome outcome) => Outcomes.GetValueOrDefault(outcome);

    /// <summary><c>receiving</c>, <c>working</c> or <c>finished</c>.</summary>
    public string State => IsFinished ? "finished" : Discovery.Ended ? "working" : "receiving";
}
