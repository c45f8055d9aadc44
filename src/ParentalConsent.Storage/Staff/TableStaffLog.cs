using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ParentalConsent.Core.Staff;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Staff;

public sealed class TableStaffLog(TableClient table) : IStaffLog
{
    /// <summary>Sorts after every id that follows the digits of a moment, and before the next moment.</summary>
    private const string End = ".";

    public Task PutAsync(StaffLogEntry entry, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(StaffLogRow.From(entry), TableUpdateMode.Replace, cancellationToken);

    public async IAsyncEnumerable<StaffLogEntry> ReadAsync(
        StaffLogQuery query, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.QueryAsync<StaffLogRow>(Filter(query), pageSize, cancellationToken: cancellationToken))
        {
            yield return row.ToEntry();
        }
    }

    public async Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        string[] keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];
        await foreach (var page in table.QueryAsync<TableEntity>(
            Filter(new StaffLogQuery(To: before)), TableLimits.PageSize, keys, cancellationToken).AsPages())
        {
            await table.RemoveRowsAsync(page.Values.Select(row => (row.PartitionKey, row.RowKey)), cancellationToken);

            // The rest is for the next sweep.
            return;
        }
    }

    /// <summary>Newer rows have lower keys, so the end of the time asked for is where the keys begin.</summary>
    private static string Filter(StaffLogQuery query)
    {
        var (first, last) = (query.To ?? DateTimeOffset.MaxValue, query.From ?? DateTimeOffset.MinValue);
        List<string> parts =
        [
            TableClient.CreateQueryFilter($"PartitionKey ge {StaffLogRow.Month(query.After?.At < first ? query.After.Value.At : first)}"),
            TableClient.CreateQueryFilter($"PartitionKey le {StaffLogRow.Month(last)}"),
        ];
        if (query.To is { } to)
        {
            parts.Add(TableClient.CreateQueryFilter($"RowKey gt {StaffLogCursor.Left(to) + End}"));
        }

        if (query.From is { } from)
        {
            parts.Add(TableClient.CreateQueryFilter($"RowKey lt {StaffLogCursor.Left(from) + End}"));
        }

        if (query.After is { } after)
        {
            parts.Add(TableClient.CreateQueryFilter($"RowKey gt {after.ToString()}"));
        }

        if (query.Who is { } who)
        {
            parts.Add(TableClient.CreateQueryFilter($"Who eq {who}"));
        }

        if (query.What is { } what)
        {
            parts.Add(TableClient.CreateQueryFilter($"What eq {what}"));
        }

        return string.Join(" and ", parts);
    }
}
