namespace ParentalConsent.Core.Watch;

/// <param name="Beat">Null where it never ran.</param>
/// <param name="WaitingSince">For a queue's: since when messages have been ready with none of them finished.</param>
public sealed record FunctionStatus(WatchedFunction Function, Heartbeat? Beat, DateTimeOffset? WaitingSince, bool IsSilent);
