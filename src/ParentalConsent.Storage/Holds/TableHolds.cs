using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Holds;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Holds;

public sealed class TableHolds(TableClient table) : IHolds
{
    public async Task<StoredHold?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<HoldRow>(HoldRow.Partition, id, cancellationToken: cancellationToken);
        return found.HasValue ? new TableStoredHold(found.Value!) : null;
    }

    public Task<bool> TryAddAsync(Hold hold, CancellationToken cancellationToken) =>
        TryWriteAsync(() => table.AddEntityAsync(HoldRow.From(hold), cancellationToken));

    public Task<bool> TrySaveAsync(StoredHold current, Hold changed, CancellationToken cancellationToken) => TryWriteAsync(
        () => table.UpdateEntityAsync(HoldRow.From(changed), ((TableStoredHold)current).Version, TableUpdateMode.Replace, cancellationToken));

    public Task<IReadOnlyList<StoredHold>> ReadAsync(CancellationToken cancellationToken) =>
        ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {HoldRow.Partition}"), cancellationToken);

    public Task<IReadOnlyList<StoredHold>> ReadActiveAsync(CancellationToken cancellationToken) => ReadAsync(
        TableClient.CreateQueryFilter($"PartitionKey eq {HoldRow.Partition} and State eq {nameof(HoldState.Active)}"), cancellationToken);

    public Task<IReadOnlyList<StoredHold>> ReadUnsettledAsync(DateTimeOffset now, CancellationToken cancellationToken) => ReadAsync(
        TableClient.CreateQueryFilter(
            $"PartitionKey eq {HoldRow.Partition} and (Logged eq {false} or (State eq {nameof(HoldState.Active)} and Until le {now}))"),
        cancellationToken);

    public async Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        string[] keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {HoldRow.Partition} and EndedAt lt {before} and Logged eq {true}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter, TableLimits.PageSize, keys, cancellationToken).AsPages())
        {
            await table.RemoveRowsAsync(page.Values.Select(row => (row.PartitionKey, row.RowKey)), cancellationToken);

            // The rest is for the next sweep.
            return;
        }
    }

    private async Task<IReadOnlyList<StoredHold>> ReadAsync(string filter, CancellationToken cancellationToken)
    {
        var read = new List<StoredHold>();
        await foreach (var row in table.QueryAsync<HoldRow>(filter, TableLimits.PageSize, cancellationToken: cancellationToken))
        {
            read.Add(new TableStoredHold(row));
        }

        return read;
    }

    private static async Task<bool> TryWriteAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.IsConflict())
        {
            return false;
        }
    }
}
