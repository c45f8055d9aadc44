using Azure.Data.Tables;
using ParentalConsent.Core.Events;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Events;

/// <param name="table">The feed's: <see cref="EventTransaction"/> adds the first row of each.</param>
public sealed class TableComingsOfAge(TableClient table) : IComingsOfAge
{
    public async Task<IReadOnlyList<ComingOfAge>> ReadBegunAsync(string clientId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (from, to) = (ComingOfAgeRow.KeyOf(""), ComingOfAgeRow.KeyOf(ComingOfAge.MonthAfter(now)));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {clientId} and RowKey ge {from} and RowKey lt {to}");
        string[] keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];
        await foreach (var page in table.QueryAsync<TableEntity>(filter, TableLimits.PageSize, keys, cancellationToken).AsPages())
        {
            return [.. page.Values.Select(ComingOfAgeRow.Read).OfType<ComingOfAge>()];
        }

        return [];
    }

    public async Task AddAsync(IReadOnlyList<ComingOfAge> comings, CancellationToken cancellationToken)
    {
        foreach (var rows in comings.Chunk(TableLimits.TransactionSize))
        {
            await table.SubmitTransactionAsync(
                rows.Select(coming => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ComingOfAgeRow.From(coming))),
                cancellationToken);
        }
    }

    public Task RemoveAsync(IReadOnlyCollection<ComingOfAge> comings, CancellationToken cancellationToken) =>
        table.RemoveRowsAsync(comings.Select(coming => (coming.ClientId, ComingOfAgeRow.KeyOf(coming))), cancellationToken);
}
