using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Registrations;

/// <summary>Table <c>registrations</c>: one partition a registration, so that each change and its history are one transaction.</summary>
public sealed class TableRegistrationStore(TableClient table, SecretKeys keys, ILogger<TableRegistrationStore> logger) : IRegistrationStore
{
    private const int MaxDataLength = 64 * 1024;

    private readonly RegistrationSeals seals = new(keys, logger);
    private readonly RegistrationTransactions transactions = new(table);

    public async Task<StoredRegistration?> FindAsync(string registrationId, CancellationToken cancellationToken) =>
        await transactions.FindAsync(registrationId, cancellationToken) is { } row
            ? await seals.OpenAsync(row, cancellationToken)
            : null;

    public async Task<StoredRegistration?> FindByReferenceAsync(string reference, CancellationToken cancellationToken) =>
        await transactions.FindByReferenceAsync(reference, cancellationToken) is { } row
            ? await seals.OpenAsync(row, cancellationToken)
            : null;

    public async Task<bool> TryAddAsync(
        RegistrationChange added, ReadOnlyMemory<byte>? heldData, StoredRegistration? tombstone, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heldData?.Length ?? 0, MaxDataLength, nameof(heldData));
        var replaced = ((TableStoredRegistration?)tombstone)?.Row;
        if (tombstone is not null)
        {
            replaced = tombstone.Registration.State is RegistrationState.Deleted
                ? await transactions.RemoveHistoryAsync(replaced!, cancellationToken)
                : null;
            if (replaced is null)
            {
                return false;
            }
        }

        var key = DataKey.New();
        var data = added.Registration.HoldsData ? heldData : null;
        var row = added.Registration.ToRow() with { DataParts = data is { Length: var length } ? DataRow.PartsOf(length) : 0 };
        row = await seals.SealAsync(row, added.Registration.Details, key, cancellationToken);
        IEnumerable<ITableEntity> beside = data is { } bytes ? DataRow.Seal(row, key, bytes) : [];
        return await transactions.CommitAsync(
            replaced, row, [.. beside, HistoryRow.From(row.PartitionKey, added.Entry)], removed: [], cancellationToken) is not null;
    }

    public async Task<bool> TrySaveAsync(StoredRegistration current, RegistrationChange change, CancellationToken cancellationToken) =>
        await SaveAsync(current, change, cancellationToken) is not null;

    public async Task<StoredRegistration?> SaveAsync(StoredRegistration current, RegistrationChange change, CancellationToken cancellationToken)
    {
        var read = (TableStoredRegistration)current;
        var dropsData = read.Row.DataParts > 0 && !change.Registration.HoldsData;
        var key = read.Key;
        var row = change.Registration.ToRow() with { DataParts = dropsData ? 0 : read.Row.DataParts };
        if (change.Registration.Details is { } details)
        {
            // Data that is dropped loses its key as well, wherever else a copy of it may be.
            key = key is null || dropsData ? DataKey.New() : key;
            row = await seals.SealAsync(row, details, key, cancellationToken);
        }
        else
        {
            row = row with { Details = read.Row.Details, Key = read.Row.Key, KeyId = read.Row.KeyId };
        }

        return await transactions.CommitAsync(
            read.Row,
            row,
            [HistoryRow.From(row.PartitionKey, change.Entry)],
            dropsData ? [.. DataKeys(read.Row)] : [],
            cancellationToken) is { } saved
                ? new TableStoredRegistration(change.Registration, saved, key)
                : null;
    }

    public async Task<bool> TryDeleteAsync(StoredRegistration current, Registration tombstone, CancellationToken cancellationToken)
    {
        var read = ((TableStoredRegistration)current).Row;
        var row = (tombstone with
        {
            GuardianHash = null, MailboxHash = null, Second = null, Question = null, Further = [], HoldsData = false,
        }).ToRow();
        row = row with { HistoryRows = Math.Max(0, read.HistoryRows - RegistrationTransactions.RoomFor(read.DataParts)) };
        if (await transactions.CommitAsync(
            read, row, beside: [], [.. DataKeys(read), .. HistoryKeys(row.HistoryRows, read.HistoryRows)], cancellationToken) is not { } left)
        {
            return false;
        }

        await transactions.RemoveHistoryAsync(left, cancellationToken);
        return true;
    }

    public async Task<ReadOnlyMemory<byte>?> ReadDataAsync(StoredRegistration current, CancellationToken cancellationToken)
    {
        var read = (TableStoredRegistration)current;
        if (read.Row.DataParts == 0)
        {
            return null;
        }

        var key = read.Key ?? await seals.UnwrapAsync(read.Row, cancellationToken);
        var parts = await transactions.ReadAsync<DataRow>(read.Row.PartitionKey, DataRow.Prefix, DataRow.End, cancellationToken);
        return parts.Count == read.Row.DataParts && parts.TrueForAll(part => part.Attempt == read.Row.Attempt)
            ? (ReadOnlyMemory<byte>?)DataRow.Open(read.Row, key, parts)
            : null;
    }

    public async Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(string registrationId, CancellationToken cancellationToken) =>
        [.. (await transactions.ReadAsync<HistoryRow>(registrationId, HistoryRow.Prefix, HistoryRow.End, cancellationToken))
            .Select(row => row.ToEntry())];

    private static IEnumerable<string> DataKeys(RegistrationRow row) => Enumerable.Range(0, row.DataParts).Select(DataRow.KeyOf);

    internal static IEnumerable<string> HistoryKeys(int kept, int rows) =>
        Enumerable.Range(kept + 1, rows - kept).Select(HistoryRow.KeyOf);
}
