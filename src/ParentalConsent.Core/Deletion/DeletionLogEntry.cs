namespace ParentalConsent.Core.Deletion;

/// <summary>A record in its place in the chain.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="LoggedAt">When it was appended.</param>
/// <param name="PreviousHash">The hash of the entry before, 64 hex digits; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over all of the above and the record, see <see cref="DeletionChain"/>.</param>
public sealed record DeletionLogEntry(long Sequence, DateTimeOffset LoggedAt, DeletionRecord Record, string PreviousHash, string Hash);
