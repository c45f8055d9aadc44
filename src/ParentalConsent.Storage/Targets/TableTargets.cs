using Azure.Core;
using Azure.Data.Tables;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Targets;

/// <summary>Partitions of tables.</summary>
internal sealed class TableTargets : ITargetService
{
    private static readonly string[] Keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];

    private readonly TableServiceClient service;

    /// <param name="sharedKey">Null for the identity.</param>
    public TableTargets(Uri endpoint, TokenCredential credential, (string Account, string Key)? sharedKey)
    {
        var options = TargetOptions.Quiet(new TableClientOptions());
        service = sharedKey is var (account, key)
            ? new TableServiceClient(endpoint, new TableSharedKeyCredential(account, key), options)
            : new TableServiceClient(endpoint, credential, options);
    }

    public async Task<int> CountAsync(string container, string place, int most, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var page in QueryAsync(container, place, Math.Min(most, TableLimits.PageSize), cancellationToken))
        {
            count += page.Count;
            if (count >= most)
            {
                return most;
            }
        }

        return count;
    }

    public async Task<int> DeleteAsync(string container, string place, int most, CancellationToken cancellationToken)
    {
        var deleted = 0;
        await foreach (var page in QueryAsync(container, place, most, cancellationToken))
        {
            await service.GetTableClient(container).RemoveRowsAsync(page.Select(row => (row.PartitionKey, row.RowKey)), cancellationToken);
            deleted += page.Count;
            if (deleted >= most)
            {
                break;
            }
        }

        return deleted;
    }

    private async IAsyncEnumerable<IReadOnlyList<TableEntity>> QueryAsync(
        string table, string partition, int size, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        await foreach (var page in service.GetTableClient(table).QueryAsync<TableEntity>(filter, size, Keys, cancellationToken).AsPages())
        {
            yield return page.Values;
        }
    }
}
