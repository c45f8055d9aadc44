using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Discoveries;

/// <summary>Table <c>discoveries</c>: a partition for each discovery, one for each client, and one for what falls due.</summary>
public sealed class TableDiscoveryStore(TableClient table, SecretKeys keys, TimeProvider clock) : IDiscoveryStore
{
    private readonly DiscoverySeals seals = new(keys);
    private readonly DiscoveryPlaces places = new(table, clock);
    private readonly DiscoveryReader reader = new(table);

    public async Task<StoredDiscovery?> TryOpenAsync(Discovery discovery, CancellationToken cancellationToken)
    {
        if (await places.FindFreeAsync(discovery.ClientId, cancellationToken) is not { } free)
        {
            return null;
        }

        await table.SubmitTransactionAsync(
            DueDiscovery.Of(discovery).Select(due => new TableTransactionAction(TableTransactionActionType.UpsertReplace, DiscoveryDueRow.From(due))),
            cancellationToken);
        if (await places.TakeAsync(discovery, free, cancellationToken) is not { } place)
        {
            return null;
        }

        var row = await seals.WithKeyAsync(new DiscoveryRow { Place = place, Write = RegistrationIds.NewMark() }.With(discovery), cancellationToken);
        var answer = await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        return new TableStoredDiscovery(row with { ETag = answer.Headers.ETag!.Value });
    }

    public async Task<StoredDiscovery?> FindAsync(string discoveryId, CancellationToken cancellationToken) =>
        await FindRowAsync(discoveryId, cancellationToken) is { } row ? new TableStoredDiscovery(row) : null;

    public async Task<StoredDiscovery?> TryAppendAsync(
        StoredDiscovery current, IReadOnlyList<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken)
    {
        var read = ((TableStoredDiscovery)current).Row;
        var part = new DiscoveryPart(
            read.PartitionKey, read.NextLine, lines.Count, 0, new Dictionary<DiscoveryOutcome, int>());
        var added = new DiscoveryPartRow { Write = RegistrationIds.NewMark() }.With(part);
        added = added with { Sealed = await seals.SealAsync(read, added.RowKey, lines, cancellationToken) };
        return await CommitAsync(
            read, current.Discovery with { NextLine = read.NextLine + lines.Count }, [new(TableTransactionActionType.Add, added)], cancellationToken);
    }

    public Task<StoredDiscovery?> TrySaveAsync(StoredDiscovery current, Discovery changed, CancellationToken cancellationToken) =>
        CommitAsync(((TableStoredDiscovery)current).Row, changed, [], cancellationToken);

    public Task GiveBackPlaceAsync(StoredDiscovery ended, CancellationToken cancellationToken) =>
        places.GiveBackAsync(((TableStoredDiscovery)ended).Row, cancellationToken);

    public async Task<OpenedPart?> FindPartAsync(string discoveryId, long firstLine, CancellationToken cancellationToken)
    {
        var discovery = FindRowAsync(discoveryId, cancellationToken);
        var part = FindPartRowAsync(discoveryId, firstLine, cancellationToken);
        await Task.WhenAll(discovery, part);
        if (await discovery is not { } row || await part is not { } found)
        {
            return null;
        }

        var lines = row.LinesKey is null || found.Sealed is null
            ? null
            : await seals.OpenAsync(row, found.RowKey, found.Sealed, cancellationToken);
        return new OpenedPart(row.ToDiscovery(), new TableStoredDiscoveryPart(found), lines);
    }

    public Task<StoredDiscoveryPart?> TryClaimAsync(StoredDiscoveryPart current, DateTimeOffset? until, CancellationToken cancellationToken) =>
        CommitAsync(current, current.Part with { BusyUntil = until }, [], cancellationToken);

    public Task<StoredDiscoveryPart?> TrySaveAsync(
        StoredDiscoveryPart current, IReadOnlyList<DiscoveryResult> results, CancellationToken cancellationToken) => CommitAsync(
        current,
        current.Part.With(results),
        [new TableTransactionAction(TableTransactionActionType.UpsertReplace, DiscoveryResultRow.Of(current.Part.DiscoveryId, results))],
        cancellationToken);

    public IAsyncEnumerable<DiscoveryPart> ReadPartsAsync(string discoveryId, CancellationToken cancellationToken) =>
        reader.ReadPartsAsync(discoveryId, cancellationToken);

    public Task<IReadOnlyList<StoredDiscoveryPart>> ReadUndoneAsync(string discoveryId, int max, CancellationToken cancellationToken) =>
        reader.ReadUndoneAsync(discoveryId, max, cancellationToken);

    public IAsyncEnumerable<DiscoveryResult> ReadResultsAsync(string discoveryId, long after, CancellationToken cancellationToken) =>
        reader.ReadResultsAsync(discoveryId, after, cancellationToken);

    public Task<IReadOnlyList<string>> ReadNewestAsync(string clientId, int max, CancellationToken cancellationToken) =>
        reader.ReadNewestAsync(clientId, max, cancellationToken);

    public Task<IReadOnlyList<DueDiscovery>> ReadDueAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        reader.ReadDueAsync(now, max, cancellationToken);

    public Task SettleAsync(DueDiscovery due, CancellationToken cancellationToken) =>
        table.RemoveRowsAsync([(DiscoveryDueRow.Partition, DiscoveryDueRow.KeyOf(due))], cancellationToken);

    public async Task<bool> ForgetAsync(DueDiscovery due, CancellationToken cancellationToken)
    {
        string[] keysOnly = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {due.DiscoveryId}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter, TableLimits.PageSize, keysOnly, cancellationToken).AsPages())
        {
            await table.RemoveRowsAsync(page.Values.Select(row => (row.PartitionKey, row.RowKey)), cancellationToken);
            if (page.ContinuationToken is not null)
            {
                return false;
            }
        }

        await table.RemoveRowsAsync(
            [(DiscoveryListRow.Partition(due.ClientId), DiscoveryListRow.ListKey(due.DiscoveryId, due.CreatedAt))], cancellationToken);
        return true;
    }

    private async Task<StoredDiscovery?> CommitAsync(
        DiscoveryRow read, Discovery changed, IReadOnlyList<TableTransactionAction> beside, CancellationToken cancellationToken)
    {
        var row = read.With(changed) with { Write = RegistrationIds.NewMark() };
        try
        {
            var answer = await table.SubmitTransactionAsync(
                [new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, read.ETag), .. beside], cancellationToken);
            return new TableStoredDiscovery(row with { ETag = answer.Value[0].Headers.ETag!.Value });
        }
        catch (RequestFailedException conflict) when (conflict.IsConflict())
        {
            var now = await FindRowAsync(row.PartitionKey, cancellationToken);
            return now?.Write == row.Write ? new TableStoredDiscovery(now) : null;
        }
    }

    private async Task<StoredDiscoveryPart?> CommitAsync(
        StoredDiscoveryPart current, DiscoveryPart changed, IReadOnlyList<TableTransactionAction> beside, CancellationToken cancellationToken)
    {
        var read = ((TableStoredDiscoveryPart)current).Row;
        var row = read.With(changed) with { Write = RegistrationIds.NewMark() };
        try
        {
            var answer = await table.SubmitTransactionAsync(
                [new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, read.ETag), .. beside], cancellationToken);
            return new TableStoredDiscoveryPart(row with { ETag = answer.Value[0].Headers.ETag!.Value });
        }
        catch (RequestFailedException conflict) when (conflict.IsConflict())
        {
            var now = await FindPartRowAsync(row.PartitionKey, current.Part.FirstLine, cancellationToken);

            // An earlier try of this same write may have been carried out, and its answer lost.
            return now?.Write == row.Write ? new TableStoredDiscoveryPart(now) : null;
        }
    }

    private async Task<DiscoveryRow?> FindRowAsync(string discoveryId, CancellationToken cancellationToken)
    {
        if (!Discovery.IsId(discoveryId))
        {
            return null;
        }

        var found = await table.GetEntityIfExistsAsync<DiscoveryRow>(discoveryId, DiscoveryRow.Key, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    private async Task<DiscoveryPartRow?> FindPartRowAsync(string discoveryId, long firstLine, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<DiscoveryPartRow>(
            discoveryId, DiscoveryPartRow.KeyOf(firstLine), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
