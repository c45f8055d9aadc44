namespace ParentalConsent.Core.Cases;

/// <summary>Deletions that are not complete yet, and when to look at them again; each method is one call unless it says otherwise.</summary>
public interface ICases
{
    Task<StoredCase?> FindAsync(string deletionId, CancellationToken cancellationToken);

    /// <returns>False when there is one of this id already; nothing is written then.</returns>
    Task<bool> TryAddAsync(DeletionCase added, CancellationToken cancellationToken);

    /// <returns>False when it has changed since it was read, or is gone; nothing is written then.</returns>
    Task<bool> TrySaveAsync(StoredCase current, DeletionCase changed, CancellationToken cancellationToken);

    /// <returns>False when it has changed since it was read; nothing is removed then. True also where it is gone.</returns>
    Task<bool> TryRemoveAsync(StoredCase current, CancellationToken cancellationToken);

    /// <summary>Adds the line of a case, before the case that names it is written.</summary>
    Task AddLineAsync(DeletionCase written, CancellationToken cancellationToken);

    /// <summary>Removes lines, in one call per hour of their time and 100 of them. Lines that are gone already are not an error.</summary>
    Task RemoveLinesAsync(IReadOnlyCollection<CaseLine> lines, CancellationToken cancellationToken);

    /// <summary>All lines due at <paramref name="now"/>, earliest hour first, in pages of up to 1,000; reads no others.</summary>
    IAsyncEnumerable<IReadOnlyList<CaseLine>> ReadDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// How many cases need a person. By their lines, which are there for a day at most: so long one counts that was cut off before its
    /// line was removed.
    /// </summary>
    Task<int> CountForPersonAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The first lines of all, whenever they are due, earliest hour first: of every open case at least one.</summary>
    /// <param name="count">At most 1,000.</param>
    Task<IReadOnlyList<CaseLine>> ReadOpenAsync(int count, CancellationToken cancellationToken);
}
