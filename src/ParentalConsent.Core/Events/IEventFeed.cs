namespace ParentalConsent.Core.Events;

/// <summary>What each client was told, in order.</summary>
public interface IEventFeed
{
    /// <summary>
    /// Appends, in their order, the events that are not in the feed yet and were not overtaken
    /// (<see cref="ClientEvent.Overtakes"/>): each once, however often and by however many it is asked. One transaction for up
    /// to 16 registrations, together with what else is appended at that moment; one read before the first of a process. With a grant that is
    /// appended, the subject's coming of age is put down in the same transaction (<see cref="IComingsOfAge"/>).
    /// </summary>
    Task AppendAsync(string clientId, IReadOnlyList<ClientEvent> events, CancellationToken cancellationToken);

    /// <summary>The events with a higher sequence than <paramref name="after"/>, at most <paramref name="limit"/>; one call.</summary>
    Task<FeedStretch> ReadAsync(string clientId, long after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Removes what was appended before, oldest first, at most 5,000 events of each client. Looks at one row of each client.
    /// </summary>
    Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
