using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Discoveries;

/// <summary>Reads what there are many of.</summary>
internal sealed class DiscoveryReader(TableClient table)
{
    public async IAsyncEnumerable<DiscoveryPart> ReadPartsAsync(string discoveryId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in ReadAsync<DiscoveryPartRow>(
            discoveryId, DiscoveryPartRow.Prefix, DiscoveryPartRow.End, DiscoveryPartRow.WithoutLines, cancellationToken))
        {
            yield return row.ToPart();
        }
    }

    public async Task<IReadOnlyList<StoredDiscoveryPart>> ReadUndoneAsync(string discoveryId, int max, CancellationToken cancellationToken)
    {
        var undone = new List<StoredDiscoveryPart>();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {discoveryId} and RowKey ge {DiscoveryPartRow.Prefix} and RowKey lt {DiscoveryPartRow.End} and IsDone eq {false}");
        await foreach (var row in table.QueryAsync<DiscoveryPartRow>(
            filter, Math.Min(max, TableLimits.PageSize), DiscoveryPartRow.WithoutLines, cancellationToken))
        {
            undone.Add(new TableStoredDiscoveryPart(row));
            if (undone.Count == max)
            {
                break;
            }
        }

        return undone;
    }

    public async IAsyncEnumerable<DiscoveryResult> ReadResultsAsync(
        string discoveryId, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = after + 1;

        // The row that the next line is in begins at most a part earlier.
        var from = DiscoveryResultRow.KeyOf(Math.Max(1, next - Discovery.PartLines + 1));
        await foreach (var row in ReadAsync<DiscoveryResultRow>(discoveryId, from, DiscoveryResultRow.End, null, cancellationToken))
        {
            foreach (var result in row.ToResults().Where(result => result.Line >= next))
            {
                if (result.Line > next)
                {
                    yield break;
                }

                next++;
                yield return result;
            }
        }
    }

    public async Task<IReadOnlyList<string>> ReadNewestAsync(string clientId, int max, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var filter = Filter(DiscoveryListRow.Partition(clientId), DiscoveryListRow.ListPrefix, DiscoveryListRow.ListEnd);
        await foreach (var row in table.QueryAsync<DiscoveryListRow>(filter, max, cancellationToken: cancellationToken))
        {
            ids.Add(row.DiscoveryId);
            if (ids.Count == max)
            {
                break;
            }
        }

        return ids;
    }

    public async Task<IReadOnlyList<DueDiscovery>> ReadDueAsync(DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        var due = new List<DueDiscovery>();
        var filter = Filter(DiscoveryDueRow.Partition, "", DiscoveryDueRow.Start(now.AddMilliseconds(1)));
        await foreach (var row in table.QueryAsync<DiscoveryDueRow>(filter, max, cancellationToken: cancellationToken))
        {
            due.Add(row.ToDue());
            if (due.Count == max)
            {
                break;
            }
        }

        return due;
    }

    private AsyncPageable<TRow> ReadAsync<TRow>(
        string partition, string from, string to, IEnumerable<string>? columns, CancellationToken cancellationToken)
        where TRow : class, ITableEntity => table.QueryAsync<TRow>(Filter(partition, from, to), TableLimits.PageSize, columns, cancellationToken);

    private static string Filter(string partition, string from, string to) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}");
}
