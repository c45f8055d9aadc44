using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>The append-only record of deletions and of what is done about them: a hash chain for each shard.</summary>
public interface IDeletionLog
{
    /// <summary>
    /// Appends the records whose keys are not in the log yet, each exactly once however often and by however many it is asked:
    /// one transaction for up to 98 of one shard, after one read of the shard's head in a process.
    /// </summary>
    Task AppendAsync(IReadOnlyList<LogRecord> records, CancellationToken cancellationToken);

    /// <summary>The same for who goes on without those that could not be appended.</summary>
    /// <returns>What failed, by shard: one that cannot be appended to withholds nothing from the others.</returns>
    async Task<IReadOnlyDictionary<int, Exception>> TryAppendAsync(IReadOnlyList<LogRecord> records, CancellationToken cancellationToken)
    {
        var faults = new Dictionary<int, Exception>();
        foreach (var shard in records.GroupBy(record => record.Shard))
        {
            try
            {
                await AppendAsync([.. shard], cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(shard.Key, fault);
            }
        }

        return faults;
    }

    /// <summary>The last entry's place; null while the shard is empty.</summary>
    Task<DeletionLogHead?> ReadHeadAsync(int shard, CancellationToken cancellationToken);

    /// <summary>The last place of every shard; of one that is empty, or whose head somebody altered, sequence 0. One call each.</summary>
    async Task<IReadOnlyList<DeletionLogHead>> ReadHeadsAsync(CancellationToken cancellationToken) =>
        [.. (await Task.WhenAll(Shards.All.Select(shard => ReadHeadAsync(shard, cancellationToken)))).Select(head => head ?? DeletionLogHead.None)];

    /// <summary>Entries of a shard with first ≤ sequence ≤ last, in order; fewer when some are missing. Streams.</summary>
    IAsyncEnumerable<DeletionLogEntry> ReadAsync(int shard, long first, long last, CancellationToken cancellationToken);

    /// <summary>Removes what was appended up to that sequence, from the start, with its keys. Only for what was pruned.</summary>
    Task RemoveAsync(int shard, long last, CancellationToken cancellationToken);

    /// <summary>The entry of a key; null where it is not logged (yet). Two calls.</summary>
    Task<DeletionLogEntry?> FindAsync(int shard, string key, CancellationToken cancellationToken);

    /// <summary>The entry of one deletion; null where it is not logged (yet). Two calls.</summary>
    Task<DeletionLogEntry?> FindAsync(string deletionId, CancellationToken cancellationToken) =>
        FindAsync(Shards.Of(deletionId), deletionId, cancellationToken);
}
