using Azure.Data.Tables;

namespace ParentalConsent.Storage.Tables;

/// <summary>Rows that are kept by day: the newest are read, and the oldest removed.</summary>
internal sealed class DayRows<TRow>(TableClient table)
    where TRow : class, IDayRow
{
    public async Task<IReadOnlyList<TRow>> ReadNewestAsync(DateTimeOffset from, int count, CancellationToken cancellationToken)
    {
        // The oldest comes out first, so that no more than asked for are ever held.
        var newest = new PriorityQueue<TRow, DateTimeOffset>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {DayRow.Of(from)} and At ge {from}");
        await foreach (var row in table.QueryAsync<TRow>(filter, TableLimits.PageSize, cancellationToken: cancellationToken))
        {
            newest.Enqueue(row, row.At);
            if (newest.Count > count)
            {
                newest.Dequeue();
            }
        }

        return [.. newest.UnorderedItems.Select(item => item.Element).OrderByDescending(row => row.At)];
    }

    public async Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        string[] keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];
        var filter = TableClient.CreateQueryFilter($"PartitionKey le {DayRow.Of(before)} and At lt {before}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter, TableLimits.PageSize, keys, cancellationToken).AsPages())
        {
            await table.RemoveRowsAsync(page.Values.Select(row => (row.PartitionKey, row.RowKey)), cancellationToken);
        }
    }
}
