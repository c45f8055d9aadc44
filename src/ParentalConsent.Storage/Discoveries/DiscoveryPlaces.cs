using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Discoveries;

/// <summary>The places for discoveries of one client that take lines: rows that only one can add, free again at a deadline.</summary>
internal sealed class DiscoveryPlaces(TableClient table, TimeProvider clock)
{
    /// <returns>The number of a place that is free, with the row of whoever had it last; null where none is.</returns>
    public async Task<(int Place, DiscoveryListRow? Before)?> FindFreeAsync(string clientId, CancellationToken cancellationToken)
    {
        var taken = new Dictionary<string, DiscoveryListRow>();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {DiscoveryListRow.Partition(clientId)} and RowKey ge {DiscoveryListRow.PlacePrefix} and RowKey lt {DiscoveryListRow.PlaceEnd}");
        await foreach (var row in table.QueryAsync<DiscoveryListRow>(filter, TableLimits.PageSize, cancellationToken: cancellationToken))
        {
            taken.Add(row.RowKey, row);
        }

        for (var place = 0; place < Discovery.MostOpen; place++)
        {
            var before = taken.GetValueOrDefault(DiscoveryListRow.PlaceKey(place));
            if (before is null || before.Until <= clock.GetUtcNow())
            {
                return (place, before);
            }
        }

        return null;
    }

    /// <summary>Takes a place that is free, or another if somebody was faster, and lists the discovery.</summary>
    /// <returns>Its number; null where none is free any more.</returns>
    public async Task<int?> TakeAsync(Discovery discovery, (int Place, DiscoveryListRow? Before) free, CancellationToken cancellationToken)
    {
        (int Place, DiscoveryListRow? Before)? next = free;
        while (next is var (place, before))
        {
            var row = DiscoveryListRow.Taken(discovery, place);
            try
            {
                await table.SubmitTransactionAsync(
                    [
                        before is null
                            ? new TableTransactionAction(TableTransactionActionType.Add, row)
                            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, before.ETag),
                        new TableTransactionAction(TableTransactionActionType.UpsertReplace, DiscoveryListRow.Listed(discovery)),
                    ],
                    cancellationToken);
                return place;
            }
            catch (RequestFailedException conflict) when (conflict.IsConflict())
            {
                if (await FindAsync(row.PartitionKey, row.RowKey, cancellationToken) is { } now && now.DiscoveryId == discovery.Id)
                {
                    // An earlier try of this same write was carried out, and its answer lost.
                    return place;
                }

                next = await FindFreeAsync(discovery.ClientId, cancellationToken);
            }
        }

        return null;
    }

    public async Task GiveBackAsync(DiscoveryRow ended, CancellationToken cancellationToken)
    {
        var (partition, key) = (DiscoveryListRow.Partition(ended.ClientId), DiscoveryListRow.PlaceKey(ended.Place));
        if (await FindAsync(partition, key, cancellationToken) is not { } row || row.DiscoveryId != ended.PartitionKey)
        {
            return;
        }

        try
        {
            await table.DeleteEntityAsync(partition, key, row.ETag, cancellationToken);
        }
        catch (RequestFailedException conflict) when (conflict.IsConflict())
        {
            // It is somebody else's by now, or given back already.
        }
    }

    private async Task<DiscoveryListRow?> FindAsync(string partition, string key, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<DiscoveryListRow>(partition, key, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
