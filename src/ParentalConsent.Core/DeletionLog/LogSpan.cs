namespace ParentalConsent.Core.DeletionLog;

/// <summary>The log up to a moment.</summary>
/// <param name="Heads">Of each shard; of an empty one sequence 0.</param>
/// <param name="Latest">The latest checkpoint by then; null where there was none.</param>
/// <param name="Anchor">Where it begins; null where nothing was pruned.</param>
public sealed record LogSpan(IReadOnlyList<DeletionLogHead> Heads, StoredCheckpoint? Latest, StoredCheckpoint? Anchor)
{
    /// <summary>As the anchor says it, whether it is genuine or not.</summary>
    public LogPosition Start => Anchor?.Claim() is { } anchor ? LogPosition.After(anchor) : LogPosition.Start;
}
