using ParentalConsent.Core.Signing;

namespace ParentalConsent.Core.DeletionLog;

/// <param name="Number">From 1; 0 where somebody altered it so that it cannot be read.</param>
/// <param name="Signed">A <see cref="Checkpoint"/> as a signature in compact form; empty where it cannot be read.</param>
/// <param name="Version">Of the latest, as it was read.</param>
public sealed record StoredCheckpoint(long Number, string Signed, string? Version = null)
{
    /// <summary>What it says, genuine or not; null where it says nothing.</summary>
    public Checkpoint? Claim() => Jws.Payload(Signed) is { } payload ? Checkpoint.Read(payload) : null;
}

/// <summary>Checkpoints of the deletion log.</summary>
public interface ILogCheckpoints
{
    /// <summary>Null before the first. One call.</summary>
    Task<StoredCheckpoint?> ReadLatestAsync(CancellationToken cancellationToken);

    /// <summary>Makes <paramref name="next"/> the latest; of another number, <paramref name="current"/> is kept beside. One call.</summary>
    /// <param name="current">As it was read; null where there was none.</param>
    /// <returns>False where somebody was faster.</returns>
    Task<bool> TryReplaceAsync(StoredCheckpoint? current, StoredCheckpoint next, CancellationToken cancellationToken);

    /// <summary>One that is kept; null for the latest, for one that was pruned, and where there never was such a one. One call.</summary>
    Task<StoredCheckpoint?> FindKeptAsync(long number, CancellationToken cancellationToken);

    /// <summary>Those that are kept, in order, without the latest. Streams.</summary>
    /// <param name="after">Only those of a higher number.</param>
    IAsyncEnumerable<StoredCheckpoint> ReadKeptAsync(long after, CancellationToken cancellationToken);

    /// <summary>The checkpoint up to which the log was pruned, signed as an anchor; null where it never was. One call.</summary>
    Task<StoredCheckpoint?> ReadAnchorAsync(CancellationToken cancellationToken);

    /// <summary>One call.</summary>
    /// <param name="current">As it was read; null where there was none.</param>
    /// <returns>False where somebody was faster.</returns>
    Task<bool> TryReplaceAnchorAsync(StoredCheckpoint? current, StoredCheckpoint next, CancellationToken cancellationToken);

    /// <summary>Removes those that are kept up to that number.</summary>
    Task RemoveAsync(long last, CancellationToken cancellationToken);
}
