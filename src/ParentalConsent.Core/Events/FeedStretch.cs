namespace ParentalConsent.Core.Events;

/// <summary>A part of a feed.</summary>
/// <param name="Events">In order.</param>
/// <param name="Head">The last sequence that was given, where this is the feed's end: 0 while there is none. Null where more follow.</param>
public sealed record FeedStretch(IReadOnlyList<FeedEvent> Events, long? Head);
