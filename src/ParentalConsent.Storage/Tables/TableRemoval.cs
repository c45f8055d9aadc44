using Azure;
using Azure.Data.Tables;

namespace ParentalConsent.Storage.Tables;

internal static class TableRemoval
{
    /// <summary>Removes rows whatever their version, in one call per partition and 100 of them; those that are gone already do not matter.</summary>
    public static async Task RemoveRowsAsync(
        this TableClient table, IEnumerable<(string Partition, string Row)> keys, CancellationToken cancellationToken)
    {
        foreach (var partition in keys.Distinct().GroupBy(key => key.Partition, key => key.Row))
        {
            foreach (var rows in partition.Chunk(TableLimits.TransactionSize))
            {
                await RemoveAsync(table, partition.Key, rows, cancellationToken);
            }
        }
    }

    private static async Task RemoveAsync(TableClient table, string partition, string[] rows, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(
                    TableTransactionActionType.Delete, new TableEntity(partition, row), ETag.All)),
                cancellationToken);
        }
        catch (RequestFailedException answer) when (answer.IsRowMissing())
        {
            // One that is gone spoils the whole transaction, so each goes by itself.
            foreach (var row in rows)
            {
                await RemoveAsync(table, partition, row, cancellationToken);
            }
        }
    }

    private static async Task RemoveAsync(TableClient table, string partition, string row, CancellationToken cancellationToken)
    {
        try
        {
            await table.DeleteEntityAsync(partition, row, ETag.All, cancellationToken);
        }
        catch (RequestFailedException answer) when (answer.IsRowMissing())
        {
            // Gone is what was asked for.
        }
    }
}
