using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.DeletionLog;

public sealed class TableLogCheckpoints(TableClient table) : ILogCheckpoints
{
    public Task<StoredCheckpoint?> ReadLatestAsync(CancellationToken cancellationToken) => FindAsync(CheckpointRow.Latest, cancellationToken);

    public Task<bool> TryReplaceAsync(StoredCheckpoint? current, StoredCheckpoint next, CancellationToken cancellationToken)
    {
        TableTransactionAction[] kept = current is { } before && before.Number != next.Number
            ? [new TableTransactionAction(TableTransactionActionType.Add, CheckpointRow.From(CheckpointRow.KeyOf(before.Number), before))]
            : [];
        return TrySubmitAsync([Replace(CheckpointRow.Latest, current, next), .. kept], cancellationToken);
    }

    public Task<StoredCheckpoint?> FindKeptAsync(long number, CancellationToken cancellationToken) =>
        FindAsync(CheckpointRow.KeyOf(number), cancellationToken);

    public async IAsyncEnumerable<StoredCheckpoint> ReadKeptAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, to) = (CheckpointRow.KeyOf(after), CheckpointRow.KeyOf(long.MaxValue));
        var rows = table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {CheckpointRow.Partition} and RowKey gt {from} and RowKey le {to}"),
            TableLimits.PageSize,
            cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            yield return CheckpointRow.Read(row);
        }
    }

    public Task<StoredCheckpoint?> ReadAnchorAsync(CancellationToken cancellationToken) => FindAsync(CheckpointRow.Anchor, cancellationToken);

    public Task<bool> TryReplaceAnchorAsync(StoredCheckpoint? current, StoredCheckpoint next, CancellationToken cancellationToken) =>
        TrySubmitAsync([Replace(CheckpointRow.Anchor, current, next)], cancellationToken);

    public async Task RemoveAsync(long last, CancellationToken cancellationToken)
    {
        string[] keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];
        var (from, to) = (CheckpointRow.KeyOf(0), CheckpointRow.KeyOf(last));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {CheckpointRow.Partition} and RowKey ge {from} and RowKey le {to}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter, TableLimits.PageSize, keys, cancellationToken).AsPages())
        {
            await table.RemoveRowsAsync(page.Values.Select(row => (row.PartitionKey, row.RowKey)), cancellationToken);
        }
    }

    private static TableTransactionAction Replace(string key, StoredCheckpoint? current, StoredCheckpoint next) => current?.Version is { } version
        ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, CheckpointRow.From(key, next), new ETag(version))
        : new TableTransactionAction(TableTransactionActionType.Add, CheckpointRow.From(key, next));

    private async Task<bool> TrySubmitAsync(TableTransactionAction[] actions, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException answer) when (answer.IsConflict())
        {
            return false;
        }
    }

    private async Task<StoredCheckpoint?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(CheckpointRow.Partition, key, cancellationToken: cancellationToken);
        return found.HasValue ? CheckpointRow.Read(found.Value!) : null;
    }
}
