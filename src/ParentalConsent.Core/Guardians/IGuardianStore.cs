namespace ParentalConsent.Core.Guardians;

/// <summary>What is remembered of guardians' addresses, by keyed hash; each method is one call unless it says otherwise.</summary>
public interface IGuardianStore
{
    Task<StoredGuardian?> FindAsync(string hash, CancellationToken cancellationToken);

    /// <returns>False when there is one already; nothing is written then.</returns>
    Task<bool> TryAddAsync(Guardian guardian, CancellationToken cancellationToken);

    /// <returns>False when it has changed since it was read, or is gone; nothing is written then.</returns>
    Task<bool> TrySaveAsync(StoredGuardian current, Guardian changed, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets who was asked before <paramref name="before"/>, in one slice; suppression stays. One call where there is nothing to
    /// forget, and one more for each that there is.
    /// </summary>
    Task PruneAsync(HashSlice slice, DateTimeOffset before, CancellationToken cancellationToken);
}
