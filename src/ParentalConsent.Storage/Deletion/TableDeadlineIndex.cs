using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Deletion;

public sealed partial class TableDeadlineIndex(TableClient table, ILogger<TableDeadlineIndex> logger) : IDeadlineIndex
{
    private static readonly TimeSpan Soon = TimeSpan.FromHours(48);

    public Task AddAsync(DeadlineEntry entry, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(DeadlineRow.From(entry), TableUpdateMode.Replace, cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<DeadlineEntry>> ReadDueAsync(
        DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var nextHour = DeadlineEntry.PartitionPrefix(now.AddHours(1));
        await foreach (var page in PagesAsync(
            TableClient.CreateQueryFilter($"PartitionKey lt {nextHour} and Due le {now}"), cancellationToken))
        {
            yield return page;
        }
    }

    public async Task<DateTimeOffset?> FindOldestDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var nextHour = DeadlineEntry.PartitionPrefix(now.AddHours(1));
        var filter = TableClient.CreateQueryFilter($"PartitionKey lt {nextHour} and Due le {now}");
        await foreach (var page in PagesAsync(filter, cancellationToken, size: 1))
        {
            return page[0].Due;
        }

        return null;
    }

    public Task RemoveAsync(IReadOnlyCollection<DeadlineEntry> entries, CancellationToken cancellationToken) =>
        table.RemoveRowsAsync(entries.Select(entry => (entry.Partition, entry.ToString())), cancellationToken);

    public async Task<DeadlineCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = new HashSet<string>();
        var soon = new HashSet<string>();
        var overdue = 0;
        DateTimeOffset? oldest = null;
        await foreach (var page in PagesAsync(filter: null, cancellationToken))
        {
            foreach (var entry in page)
            {
                if (entry.Due <= now)
                {
                    overdue++;
                    oldest = oldest < entry.Due ? oldest : entry.Due;
                    continue;
                }

                waiting.Add(entry.RegistrationId);
                if (entry.Due <= now + Soon)
                {
                    soon.Add(entry.RegistrationId);
                }
            }
        }

        return new DeadlineCounts(waiting.Count, soon.Count, overdue, oldest);
    }

    public async Task<IReadOnlyDictionary<DateOnly, int>> CountByDayAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var earliest = new Dictionary<string, DateTimeOffset>();
        await foreach (var page in PagesAsync(filter: null, cancellationToken))
        {
            foreach (var entry in page.Where(entry => entry.Due > now))
            {
                earliest[entry.RegistrationId] = earliest.TryGetValue(entry.RegistrationId, out var other) && other < entry.Due ? other : entry.Due;
            }
        }

        return earliest.Values.CountBy(due => DateOnly.FromDateTime(due.UtcDateTime)).ToDictionary();
    }

    /// <summary>The keys alone: they hold all there is to an entry.</summary>
    private async IAsyncEnumerable<IReadOnlyList<DeadlineEntry>> PagesAsync(
        string? filter, [EnumeratorCancellation] CancellationToken cancellationToken, int size = TableLimits.PageSize)
    {
        string[] keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];
        await foreach (var page in table.QueryAsync<TableEntity>(filter, size, keys, cancellationToken).AsPages())
        {
            if (Parse(page.Values) is { Count: > 0 } entries)
            {
                yield return entries;
            }
        }
    }

    private List<DeadlineEntry> Parse(IReadOnlyList<TableEntity> rows)
    {
        var entries = new List<DeadlineEntry>(rows.Count);
        foreach (var row in rows)
        {
            if (DeadlineEntry.TryParse(row.RowKey, out var entry))
            {
                entries.Add(entry);
            }
            else
            {
                Log.UnreadableLine(logger, row.PartitionKey);
            }
        }

        return entries;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A line of the deadline index in partition {Partition} has a key that this version cannot read")]
        public static partial void UnreadableLine(ILogger logger, string partition);
    }
}
