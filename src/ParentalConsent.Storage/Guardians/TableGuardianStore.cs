using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Guardians;

public sealed class TableGuardianStore(TableClient table) : IGuardianStore
{
    public async Task<StoredGuardian?> FindAsync(string hash, CancellationToken cancellationToken) =>
        await FindRowAsync(hash, cancellationToken) is { } row ? new TableStoredGuardian(row) : null;

    public async Task<bool> TryAddAsync(Guardian guardian, CancellationToken cancellationToken)
    {
        var row = GuardianRow.From(guardian);
        return await TryWriteAsync(() => table.AddEntityAsync(row, cancellationToken), row, cancellationToken);
    }

    public async Task<bool> TrySaveAsync(StoredGuardian current, Guardian changed, CancellationToken cancellationToken)
    {
        var row = GuardianRow.From(changed);
        var read = ((TableStoredGuardian)current).Row.ETag;
        return await TryWriteAsync(
            () => table.UpdateEntityAsync(row, read, TableUpdateMode.Replace, cancellationToken), row, cancellationToken);
    }

    public async Task PruneAsync(HashSlice slice, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var filter = slice.Before is { } end
            ? TableClient.CreateQueryFilter($"PartitionKey ge {slice.From} and PartitionKey lt {end} and TouchedAt lt {before}")
            : TableClient.CreateQueryFilter($"PartitionKey ge {slice.From} and TouchedAt lt {before}");
        await foreach (var row in table.QueryAsync<GuardianRow>(filter, TableLimits.PageSize, cancellationToken: cancellationToken))
        {
            await ForgetAsync(row, cancellationToken);
        }
    }

    private async Task ForgetAsync(GuardianRow row, CancellationToken cancellationToken)
    {
        try
        {
            if (row.ToGuardian() is { Suppressed.Count: > 0 } guardian)
            {
                await table.UpdateEntityAsync(
                    GuardianRow.From(guardian with { Asked = [], TouchedAt = null }), row.ETag, TableUpdateMode.Replace, cancellationToken);
            }
            else
            {
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
            }
        }
        catch (RequestFailedException conflict) when (conflict.IsConflict())
        {
            // Somebody else was faster, or asks this guardian just now.
        }
    }

    /// <summary>Whether the row is written: by this, or by an earlier try of it whose answer was lost.</summary>
    private async Task<bool> TryWriteAsync(Func<Task> write, GuardianRow row, CancellationToken cancellationToken)
    {
        try
        {
            await write();
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.IsConflict())
        {
            return (await FindRowAsync(row.PartitionKey, cancellationToken))?.Write == row.Write;
        }
    }

    private async Task<GuardianRow?> FindRowAsync(string hash, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<GuardianRow>(hash, GuardianRow.RowName, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
