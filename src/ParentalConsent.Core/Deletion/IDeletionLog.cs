namespace ParentalConsent.Core.Deletion;

/// <summary>The append-only record of deletions, one hash chain.</summary>
public interface IDeletionLog
{
    /// <summary>
    /// Appends the records that are not in the log yet, each exactly once however often and by however many it is asked:
    /// one transaction for up to 49 of them, after one read of the head.
    /// </summary>
    Task AppendAsync(IReadOnlyList<DeletionRecord> records, CancellationToken cancellationToken);

    /// <summary>The last entry's place; null while the log is empty.</summary>
    Task<DeletionLogHead?> ReadHeadAsync(CancellationToken cancellationToken);

    /// <summary>Entries with first ≤ sequence ≤ last, in order; fewer when some are missing. Streams in pages of 1,000.</summary>
    IAsyncEnumerable<DeletionLogEntry> ReadAsync(long first, long last, CancellationToken cancellationToken);

    /// <summary>The entry of one deletion; null where it is not logged (yet). Two calls.</summary>
    Task<DeletionLogEntry?> FindAsync(string deletionId, CancellationToken cancellationToken);
}
