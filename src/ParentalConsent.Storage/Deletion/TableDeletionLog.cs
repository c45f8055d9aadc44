using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Deletion;

public sealed class TableDeletionLog(TableClient table, TimeProvider clock) : IDeletionLog, IDisposable
{
    /// <summary>Two rows each, and the head.</summary>
    private const int RecordsPerTransaction = 49;

    /// <summary>Every round of a contest lets somebody win, so these outlast as many instances that append at the same time.</summary>
    private const int MaxTries = 40;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(10);

    /// <summary>Appenders of one instance take turns instead of contending for the head.</summary>
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>As last seen: mostly saves reading it, and does no harm when it is old.</summary>
    private DeletionHeadRow? lastHead;

    public async Task AppendAsync(IReadOnlyList<DeletionRecord> records, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            foreach (var chunk in records.DistinctBy(record => record.DeletionId).Chunk(RecordsPerTransaction))
            {
                await AppendChunkAsync(chunk, cancellationToken);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task<DeletionLogHead?> ReadHeadAsync(CancellationToken cancellationToken) =>
        await FindRowAsync(DeletionHeadRow.Key, cancellationToken) is { } row ? DeletionHeadRow.Read(row)?.ToHead() : null;

    public async IAsyncEnumerable<DeletionLogEntry> ReadAsync(
        long first, long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, to) = (DeletionEntryRow.KeyOf(Math.Max(0, first)), DeletionEntryRow.KeyOf(Math.Max(0, last)));
        var rows = table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {DeletionEntryRow.Chain} and RowKey ge {from} and RowKey le {to}"),
            TableLimits.PageSize,
            cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            yield return DeletionEntryReader.Read(row);
        }
    }

    public async Task<DeletionLogEntry?> FindAsync(string deletionId, CancellationToken cancellationToken) =>
        await FindRowAsync(DeletionCaseRow.KeyOf(deletionId), cancellationToken) is { } logged
        && logged.TryGetValue(nameof(DeletionCaseRow.Sequence), out var stored) && stored is long sequence
        && await FindRowAsync(DeletionEntryRow.KeyOf(sequence), cancellationToken) is { } entry
            ? DeletionEntryReader.Read(entry)
            : null;

    public void Dispose() => turn.Dispose();

    private async Task AppendChunkAsync(DeletionRecord[] records, CancellationToken cancellationToken)
    {
        for (var tries = 1; records.Length > 0; tries++)
        {
            var head = lastHead ?? await ReadHeadRowAsync(cancellationToken);
            try
            {
                lastHead = await SubmitAsync(head, records, cancellationToken);
                return;
            }
            catch (RequestFailedException conflict) when (conflict.IsConflict() && tries < MaxTries)
            {
                lastHead = await ReadHeadRowAsync(cancellationToken);
                if (lastHead?.ETag == head?.ETag)
                {
                    // The head was right, so records are logged already: by a try whose answer was lost, or by another worker.
                    records = await NotLoggedAsync(records, cancellationToken);
                }

                await Task.Delay(FirstDelay * tries, cancellationToken);
            }
        }
    }

    /// <returns>The new head; null where its version is not known.</returns>
    private async Task<DeletionHeadRow?> SubmitAsync(
        DeletionHeadRow? head, DeletionRecord[] records, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var entries = new List<DeletionLogEntry>(records.Length);
        var last = head?.ToHead();
        foreach (var record in records)
        {
            var entry = DeletionChain.Append(last, record, now);
            entries.Add(entry);
            last = new DeletionLogHead(entry.Sequence, entry.Hash);
        }

        var newHead = DeletionHeadRow.From(entries[^1]);
        var answer = await table.SubmitTransactionAsync(
            [
                head is null
                    ? new TableTransactionAction(TableTransactionActionType.Add, newHead)
                    : new TableTransactionAction(TableTransactionActionType.UpdateReplace, newHead, head.ETag),
                .. entries.Select(entry => new TableTransactionAction(TableTransactionActionType.Add, DeletionEntryRow.From(entry))),
                .. entries.Select(entry => new TableTransactionAction(TableTransactionActionType.Add, DeletionCaseRow.From(entry))),
            ],
            cancellationToken);
        return answer.Value[0].Headers.ETag is { } version ? newHead with { ETag = version } : null;
    }

    private async Task<DeletionRecord[]> NotLoggedAsync(DeletionRecord[] records, CancellationToken cancellationToken)
    {
        var logged = await Task.WhenAll(records.Select(
            record => FindRowAsync(DeletionCaseRow.KeyOf(record.DeletionId), cancellationToken)));
        return [.. records.Where((_, index) => logged[index] is null)];
    }

    /// <exception cref="FormatException">Somebody changed the head, so nothing can follow it.</exception>
    private async Task<DeletionHeadRow?> ReadHeadRowAsync(CancellationToken cancellationToken) =>
        await FindRowAsync(DeletionHeadRow.Key, cancellationToken) is { } row
            ? DeletionHeadRow.Read(row) ?? throw new FormatException("The head of the deletion log cannot be read.")
            : null;

    /// <summary>As it is stored, of whatever types: somebody may have changed it.</summary>
    private async Task<TableEntity?> FindRowAsync(string key, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(DeletionEntryRow.Chain, key, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
