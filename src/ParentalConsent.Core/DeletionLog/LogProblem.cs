namespace ParentalConsent.Core.DeletionLog;

/// <summary>The first thing in the log that does not fit.</summary>
/// <param name="Problem">
/// Stable word. Of an entry: <c>missing</c>, <c>changed</c>, <c>linkBroken</c> (it, or the one before, was replaced or moved),
/// <c>added</c> (its place is taken already, or beyond the head), <c>headMismatch</c>, <c>cutOff</c> (a checkpoint knows of entries
/// that are not there), <c>checkpointMismatch</c> (a checkpoint names another hash). Of a checkpoint: <c>checkpointUnreadable</c>,
/// <c>checkpointKeyUnknown</c>, <c>checkpointSignature</c>, <c>checkpointMissing</c>, <c>checkpointLink</c>, <c>checkpointSetBack</c>.
/// Of an anchor: <c>anchor</c>.
/// </param>
/// <param name="Shard">Null where it is about a checkpoint alone.</param>
/// <param name="Sequence">Of the entry.</param>
/// <param name="Checkpoint">The number of the checkpoint that is bad, or that shows it.</param>
public sealed record LogProblem(string Problem, int? Shard = null, long? Sequence = null, long? Checkpoint = null);
