using Azure.Data.Tables;
using ParentalConsent.Core.Mails;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Mails;

public sealed class TableMailFailures(TableClient table) : IMailFailures
{
    public Task AddAsync(MailFailure failure, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(MailFailureRow.From(failure), TableUpdateMode.Replace, cancellationToken);

    public async Task<IReadOnlyList<MailFailure>> ReadAsync(DateTimeOffset from, int count, CancellationToken cancellationToken)
    {
        // The oldest comes out first, so that no more than asked for are ever held.
        var newest = new PriorityQueue<MailFailure, DateTimeOffset>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {MailFailureRow.DayOf(from)} and At ge {from}");
        await foreach (var row in table.QueryAsync<MailFailureRow>(filter, TableLimits.PageSize, cancellationToken: cancellationToken))
        {
            newest.Enqueue(row.ToFailure(), row.At);
            if (newest.Count > count)
            {
                newest.Dequeue();
            }
        }

        return [.. newest.UnorderedItems.Select(item => item.Element).OrderByDescending(failure => failure.At)];
    }

    public async Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        string[] keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];
        var filter = TableClient.CreateQueryFilter($"PartitionKey le {MailFailureRow.DayOf(before)} and At lt {before}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter, TableLimits.PageSize, keys, cancellationToken).AsPages())
        {
            await table.RemoveRowsAsync(page.Values.Select(row => (row.PartitionKey, row.RowKey)), cancellationToken);
        }
    }
}
