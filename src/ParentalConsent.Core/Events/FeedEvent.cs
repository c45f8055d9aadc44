namespace ParentalConsent.Core.Events;

/// <summary>An event in its place in a client's feed.</summary>
/// <param name="Sequence">From 1, without gaps, of each client by itself.</param>
public sealed record FeedEvent(long Sequence, ClientEvent Event);
