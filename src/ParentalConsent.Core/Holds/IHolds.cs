namespace ParentalConsent.Core.Holds;

/// <summary>Legal holds; each method is one call unless it says otherwise.</summary>
public interface IHolds
{
    Task<StoredHold?> FindAsync(string id, CancellationToken cancellationToken);

    /// <returns>False when there is one of this id already; nothing is written then.</returns>
    Task<bool> TryAddAsync(Hold hold, CancellationToken cancellationToken);

    /// <returns>False when it has changed since it was read, or is gone; nothing is written then.</returns>
    Task<bool> TrySaveAsync(StoredHold current, Hold changed, CancellationToken cancellationToken);

    /// <summary>All that there are, in no order; one call for each 1,000.</summary>
    Task<IReadOnlyList<StoredHold>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Those that are active, whatever their time.</summary>
    Task<IReadOnlyList<StoredHold>> ReadActiveAsync(CancellationToken cancellationToken);

    /// <summary>Those with something left to do: active though their time is over at <paramref name="now"/>, or not known to be in the log.</summary>
    Task<IReadOnlyList<StoredHold>> ReadUnsettledAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes those that ended before <paramref name="before"/> and are in the log, at most 1,000 at once.</summary>
    Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
