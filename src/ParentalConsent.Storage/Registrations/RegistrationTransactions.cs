using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Registrations;

/// <summary>Reads and writes the rows of one registration; the <c>registration</c> row's version guards all the others.</summary>
internal sealed class RegistrationTransactions(TableClient table)
{
    /// <summary>How many history rows go in the transaction that also replaces the registration and removes its data.</summary>
    public static int RoomFor(int dataParts) => TableLimits.TransactionSize - 1 - dataParts;

    public async Task<RegistrationRow?> FindAsync(string registrationId, CancellationToken cancellationToken)
    {
        if (!IsId(registrationId))
        {
            return null;
        }

        var found = await table.GetEntityIfExistsAsync<RegistrationRow>(
            registrationId, RegistrationRow.RowName, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>The registration of a reference: a range of partitions, which is one registration as good as always.</summary>
    public async Task<RegistrationRow?> FindByReferenceAsync(string reference, CancellationToken cancellationToken)
    {
        if (VerificationReference.IdPrefix(reference) is { } prefix)
        {
            // After the last hex digit.
            var end = prefix + "g";
            var filter = TableClient.CreateQueryFilter(
                $"PartitionKey ge {prefix} and PartitionKey lt {end} and RowKey eq {RegistrationRow.RowName}");
            await foreach (var row in table.QueryAsync<RegistrationRow>(filter, TableLimits.PageSize, cancellationToken: cancellationToken))
            {
                if (row.Reference == reference || row.ToRegistration(details: null).IsNamed(reference))
                {
                    return row;
                }
            }
        }

        return null;
    }

    public async Task<List<T>> ReadAsync<T>(string registrationId, string from, string to, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        var rows = new List<T>();
        if (IsId(registrationId))
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {registrationId} and RowKey ge {from} and RowKey lt {to}");
            await foreach (var row in table.QueryAsync<T>(filter, TableLimits.PageSize, cancellationToken: cancellationToken))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>Writes a registration with the rows beside it, and removes others, in one transaction.</summary>
    /// <param name="read">The row as it was read; null for a registration that is to be new.</param>
    /// <param name="removed">Keys of rows that are there.</param>
    /// <returns>The row as it now is; null when the registration has changed since it was read, and nothing was written.</returns>
    public async Task<RegistrationRow?> CommitAsync(
        RegistrationRow? read,
        RegistrationRow row,
        IReadOnlyList<ITableEntity> beside,
        IReadOnlyCollection<string> removed,
        CancellationToken cancellationToken)
    {
        try
        {
            return await SubmitAsync(read, row, beside, removed, cancellationToken);
        }
        catch (RequestFailedException conflict) when (conflict.IsConflict())
        {
            var now = await FindAsync(row.PartitionKey, cancellationToken);
            if (now?.Attempt == row.Attempt && now.Write == row.Write)
            {
                // An earlier try of this same write was carried out, and its answer lost.
                return now;
            }

            if (read is null || now?.ETag != read.ETag)
            {
                return null;
            }
        }

        // The registration is as it was read, so a row to be removed is gone: foreign hands. That must not keep the others.
        var there = await ReadAsync<TableEntity>(row.PartitionKey, "", RegistrationRow.RowName, cancellationToken);
        return await SubmitAsync(read, row, beside, [.. there.Select(other => other.RowKey).Intersect(removed)], cancellationToken);
    }

    /// <summary>Removes the history that a deletion left behind, if it did.</summary>
    /// <returns>The tombstone as it then is; null when another took its place.</returns>
    public async Task<RegistrationRow?> RemoveHistoryAsync(RegistrationRow tombstone, CancellationToken cancellationToken)
    {
        RegistrationRow? left = tombstone;
        while (left is { HistoryRows: > 0 })
        {
            var kept = Math.Max(0, left.HistoryRows - RoomFor(dataParts: 0));
            left = await CommitAsync(
                left,
                left with { HistoryRows = kept, Write = RegistrationIds.NewMark() },
                beside: [],
                [.. TableRegistrationStore.HistoryKeys(kept, left.HistoryRows)],
                cancellationToken)
                ?? await FindAsync(tombstone.PartitionKey, cancellationToken);
            if (left?.Attempt != tombstone.Attempt)
            {
                return null;
            }
        }

        return left;
    }

    private async Task<RegistrationRow> SubmitAsync(
        RegistrationRow? read,
        RegistrationRow row,
        IReadOnlyList<ITableEntity> beside,
        IReadOnlyCollection<string> removed,
        CancellationToken cancellationToken)
    {
        var answer = await table.SubmitTransactionAsync(
            [
                read is null
                    ? new TableTransactionAction(TableTransactionActionType.Add, row)
                    : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, read.ETag),
                .. beside.Select(other => new TableTransactionAction(TableTransactionActionType.UpsertReplace, other)),
                .. removed.Select(key => new TableTransactionAction(
                    TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, key), ETag.All)),
            ],
            cancellationToken);
        return answer.Value[0].Headers.ETag is { } version
            ? row with { ETag = version }
            : throw new InvalidOperationException("The Table service did not say which version it wrote.");
    }

    private static bool IsId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);
}
