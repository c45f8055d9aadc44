namespace ParentalConsent.Core.Events;

/// <summary>
/// Who comes of age in which month. Added with <c>consent.granted</c>, in the feed's own transaction
/// (<see cref="ClientEvent.ComesOfAgeIn"/>): no call more, and never one without the other.
/// </summary>
public interface IComingsOfAge
{
    /// <summary>Those of a client whose month has begun, earliest first; 1,000 at most, in one call.</summary>
    Task<IReadOnlyList<ComingOfAge>> ReadBegunAsync(string clientId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Adds those of one client, 100 a call. Adding one again changes nothing.</summary>
    Task AddAsync(IReadOnlyList<ComingOfAge> comings, CancellationToken cancellationToken);

    /// <summary>Removes them, 100 of a client a call. Those that are gone already are not an error.</summary>
    Task RemoveAsync(IReadOnlyCollection<ComingOfAge> comings, CancellationToken cancellationToken);
}
