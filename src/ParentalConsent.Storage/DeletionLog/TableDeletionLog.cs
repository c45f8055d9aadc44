using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.DeletionLog;

public sealed class TableDeletionLog(TableClient table, TimeProvider clock) : IDeletionLog, IDisposable
{
    /// <summary>Every round of a contest lets somebody win, so these outlast as many instances that append at the same time.</summary>
    private const int MaxTries = 40;

    /// <summary>Batches of the largest size that fit an answer of the Table service.</summary>
    private const int PageSize = 15;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(10);

    /// <summary>Appenders of one instance take turns in a shard instead of contending for the head.</summary>
    private readonly SemaphoreSlim[] turns = [.. Shards.All.Select(_ => new SemaphoreSlim(1))];

    /// <summary>As last seen: mostly saves reading it, and does no harm when it is old.</summary>
    private readonly LogHeadRow?[] lastHeads = new LogHeadRow?[Shards.Count];

    public async Task AppendAsync(IReadOnlyList<LogRecord> records, CancellationToken cancellationToken)
    {
        foreach (var shard in records.GroupBy(record => record.Shard))
        {
            await turns[shard.Key].WaitAsync(cancellationToken);
            try
            {
                await AppendAsync(shard.Key, [.. shard.DistinctBy(record => record.Key)], cancellationToken);
            }
            finally
            {
                turns[shard.Key].Release();
            }
        }
    }

    public async Task<DeletionLogHead?> ReadHeadAsync(int shard, CancellationToken cancellationToken) =>
        await FindRowAsync(shard, LogHeadRow.Key, cancellationToken) is { } row ? LogHeadRow.Read(row)?.ToHead() : null;

    public async IAsyncEnumerable<DeletionLogEntry> ReadAsync(
        int shard, long first, long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The batch that holds the first may begin as far before it as a batch is long.
        var from = LogBatchRow.KeyOf(Math.Max(0, first - LogBatchRow.MaxCount + 1));
        var to = LogBatchRow.KeyOf(Math.Max(0, last));
        var rows = table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {LogBatchRow.PartitionOf(shard)} and RowKey ge {from} and RowKey le {to}"),
            PageSize,
            cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            foreach (var entry in LogBatchReader.Read(shard, row).Where(entry => entry.Sequence == 0 || (entry.Sequence >= first && entry.Sequence <= last)))
            {
                yield return entry;
            }
        }
    }

    public async Task RemoveAsync(int shard, long last, CancellationToken cancellationToken)
    {
        var partition = LogBatchRow.PartitionOf(shard);
        var (from, to) = (LogBatchRow.KeyOf(0), LogBatchRow.KeyOf(last));
        var rows = table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey le {to}"),
            PageSize,
            cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            // With its keys in one transaction: none is left that nothing leads to.
            var keys = LogBatchReader.Read(shard, row).Select(entry => (partition, LogKeyRow.KeyOf(entry.Record.Key)));
            await table.RemoveRowsAsync([(partition, row.RowKey), .. keys], cancellationToken);
        }
    }

    public async Task<DeletionLogEntry?> FindAsync(int shard, string key, CancellationToken cancellationToken) =>
        await FindRowAsync(shard, LogKeyRow.KeyOf(key), cancellationToken) is { } logged
        && LogKeyRow.Read(logged) is { } place
        && (await ReadBatchAsync(shard, place.Batch, cancellationToken)).ElementAtOrDefault((int)(place.Sequence - place.Batch)) is { } entry
        && IsOf(key, entry)
            ? entry
            : null;

    public void Dispose() => Array.ForEach(turns, turn => turn.Dispose());

    private async Task AppendAsync(int shard, List<LogRecord> records, CancellationToken cancellationToken)
    {
        for (var tries = 1; records.Count > 0; tries++)
        {
            var head = lastHeads[shard] ?? await ReadHeadRowAsync(shard, cancellationToken);
            var batch = LogBatch.Of(head?.ToHead(), records, clock.GetUtcNow());
            try
            {
                var answer = await table.SubmitTransactionAsync(batch.Actions(head), cancellationToken);
                lastHeads[shard] = answer.Value[0].Headers.ETag is { } version ? batch.Head with { ETag = version } : null;
                records.RemoveRange(0, batch.Count);
                tries = 0;
            }
            catch (RequestFailedException conflict) when (conflict.IsConflict() && tries < MaxTries)
            {
                lastHeads[shard] = await ReadHeadRowAsync(shard, cancellationToken);
                if (lastHeads[shard]?.Hash == batch.Head.Hash)
                {
                    // It was written, and the answer lost.
                    records.RemoveRange(0, batch.Count);
                    continue;
                }

                if (lastHeads[shard]?.ETag == head?.ETag)
                {
                    // The head was right, so records are logged already: by a try whose answer was lost, or by another worker.
                    records = await NotLoggedAsync(shard, records, cancellationToken);
                }

                await Task.Delay(FirstDelay * tries, cancellationToken);
            }
        }
    }

    private async Task<List<LogRecord>> NotLoggedAsync(int shard, List<LogRecord> records, CancellationToken cancellationToken)
    {
        var keys = await Task.WhenAll(records.Select(record => FindRowAsync(shard, LogKeyRow.KeyOf(record.Key), cancellationToken)));
        var batches = new Dictionary<long, IReadOnlyList<DeletionLogEntry>>();
        var left = new List<LogRecord>();
        foreach (var (record, key) in records.Zip(keys))
        {
            if (key is null || !await LeadsToAsync(record.Key, key))
            {
                left.Add(record);
            }
        }

        return left;

        async Task<bool> LeadsToAsync(string key, TableEntity row)
        {
            if (LogKeyRow.Read(row) is { } place)
            {
                if (!batches.TryGetValue(place.Batch, out var batch))
                {
                    batch = batches[place.Batch] = await ReadBatchAsync(shard, place.Batch, cancellationToken);
                }

                if (IsOf(key, batch.ElementAtOrDefault((int)(place.Sequence - place.Batch))))
                {
                    return true;
                }
            }

            return await IsAnywhereAsync(shard, key, row, cancellationToken);
        }
    }

    /// <summary>
    /// A key that does not lead to its entry: somebody changed it, or put it there so that a deletion is never logged. Then it goes.
    /// Looks through the shard, which nothing else does.
    /// </summary>
    private async Task<bool> IsAnywhereAsync(int shard, string key, TableEntity row, CancellationToken cancellationToken)
    {
        await foreach (var entry in ReadAsync(shard, 1, long.MaxValue, cancellationToken))
        {
            if (entry.Record.Key == key)
            {
                return true;
            }
        }

        try
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Another worker was faster; the next try sees what it did.
        }

        return false;
    }

    private async Task<IReadOnlyList<DeletionLogEntry>> ReadBatchAsync(int shard, long batch, CancellationToken cancellationToken) =>
        await FindRowAsync(shard, LogBatchRow.KeyOf(batch), cancellationToken) is { } row ? [.. LogBatchReader.Read(shard, row)] : [];

    /// <summary>Or it was, before somebody altered it: that shows when the log is verified.</summary>
    private static bool IsOf(string key, DeletionLogEntry? entry) =>
        entry is not null && (entry.Record.Key == key || entry.Hash == DeletionLogEntry.UnreadableHash);

    /// <exception cref="FormatException">Somebody changed the head, so nothing can follow it.</exception>
    private async Task<LogHeadRow?> ReadHeadRowAsync(int shard, CancellationToken cancellationToken) =>
        await FindRowAsync(shard, LogHeadRow.Key, cancellationToken) is { } row
            ? LogHeadRow.Read(row) ?? throw new FormatException($"The head of shard {shard} of the deletion log cannot be read.")
            : null;

    /// <summary>As it is stored, of whatever types: somebody may have changed it.</summary>
    private async Task<TableEntity?> FindRowAsync(int shard, string key, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(LogBatchRow.PartitionOf(shard), key, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
