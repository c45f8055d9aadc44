using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Cases;

public sealed class TableCases(TableClient table, SecretKeys keys) : ICases
{
    /// <summary>What all partitions of lines begin with. Those of cases are hex digits, none of which comes between.</summary>
    private const string FirstLines = "due-";

    private const string AfterLines = "due.";

    private readonly CaseSeal seal = new(keys);

    public async Task<StoredCase?> FindAsync(string deletionId, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<CaseRow>(deletionId, CaseRow.Key, cancellationToken: cancellationToken);
        return found.HasValue ? new TableStoredCase(found.Value!, await seal.OpenAsync(found.Value!, cancellationToken)) : null;
    }

    public Task<bool> TryAddAsync(DeletionCase added, CancellationToken cancellationToken) =>
        TryWriteAsync(async () => await table.AddEntityAsync(await RowAsync(added, cancellationToken), cancellationToken));

    public Task<bool> TrySaveAsync(StoredCase current, DeletionCase changed, CancellationToken cancellationToken) => TryWriteAsync(
        async () => await table.UpdateEntityAsync(
            await RowAsync(changed, cancellationToken), ((TableStoredCase)current).Version, TableUpdateMode.Replace, cancellationToken));

    public async Task<bool> TryRemoveAsync(StoredCase current, CancellationToken cancellationToken)
    {
        try
        {
            await table.DeleteEntityAsync(current.Case.DeletionId, CaseRow.Key, ((TableStoredCase)current).Version, cancellationToken);
            return true;
        }
        catch (RequestFailedException answer) when (answer.IsRowMissing())
        {
            return true;
        }
        catch (RequestFailedException answer) when (answer.Status == 412)
        {
            return false;
        }
    }

    public Task AddLineAsync(DeletionCase written, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(CaseLineRow.From(written), TableUpdateMode.Replace, cancellationToken);

    public Task RemoveLinesAsync(IReadOnlyCollection<CaseLine> lines, CancellationToken cancellationToken) =>
        table.RemoveRowsAsync(lines.Select(line => (line.Partition, line.ToString())), cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<CaseLine>> ReadDueAsync(
        DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var nextHour = CaseLine.PartitionOf(now.AddHours(1));
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {FirstLines} and PartitionKey lt {nextHour} and Due le {now}");
        await foreach (var page in PagesAsync(filter, TableLimits.PageSize, cancellationToken))
        {
            yield return page;
        }
    }

    public async Task<int> CountForPersonAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var afterLast = CaseLine.PartitionOf(now + CaseSchedule.MostBetweenAlarms + TimeSpan.FromHours(1));
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {FirstLines} and PartitionKey lt {afterLast} and NeedsPerson eq {true}");
        var waiting = new HashSet<string>();
        await foreach (var page in PagesAsync(filter, TableLimits.PageSize, cancellationToken))
        {
            waiting.UnionWith(page.Select(line => line.DeletionId));
        }

        return waiting.Count;
    }

    public async Task<IReadOnlyList<CaseLine>> ReadOpenAsync(int count, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {FirstLines} and PartitionKey lt {AfterLines}");
        await foreach (var page in PagesAsync(filter, count, cancellationToken))
        {
            return page;
        }

        return [];
    }

    private Task<CaseRow> RowAsync(DeletionCase kept, CancellationToken cancellationToken) =>
        seal.SealAsync(CaseRow.From(kept), kept.SubjectId, cancellationToken);

    /// <summary>The keys alone: they hold all there is to a line.</summary>
    private async IAsyncEnumerable<IReadOnlyList<CaseLine>> PagesAsync(
        string filter, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];
        await foreach (var page in table.QueryAsync<TableEntity>(filter, size, keys, cancellationToken).AsPages())
        {
            var lines = page.Values.Select(row => CaseLine.TryParse(row.RowKey, out var line) ? line : null).OfType<CaseLine>().ToList();
            if (lines.Count > 0)
            {
                yield return lines;
            }
        }
    }

    private static async Task<bool> TryWriteAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.IsConflict())
        {
            return false;
        }
    }
}
