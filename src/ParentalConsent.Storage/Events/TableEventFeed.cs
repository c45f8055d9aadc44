using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Events;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Events;

public sealed class TableEventFeed(TableClient table, TimeProvider clock) : IEventFeed, IDisposable
{
    /// <summary>Every round of a contest lets somebody win, so these outlast as many instances that append at the same time.</summary>
    private const int MaxTries = 40;

    private const int PagesPerPrune = 5;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<string, EventLane> lanes = new();

    public async Task AppendAsync(string clientId, IReadOnlyList<ClientEvent> events, CancellationToken cancellationToken)
    {
        var lane = lanes.GetOrAdd(clientId, _ => new EventLane());
        await lane.RunAsync(
            events,
            async all =>
            {
                foreach (var part in EventTransaction.Parts(all))
                {
                    await AppendPartAsync(lane, clientId, part, cancellationToken);
                }
            },
            cancellationToken);
    }

    public async Task<FeedStretch> ReadAsync(string clientId, long after, int limit, CancellationToken cancellationToken)
    {
        var (from, to) = (EventRow.KeyOf(after), EventHeadRow.Key);
        var events = new List<FeedEvent>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {clientId} and RowKey gt {from} and RowKey le {to}"),
            Math.Min(limit + 1, TableLimits.PageSize),
            cancellationToken: cancellationToken))
        {
            if (row.RowKey == EventHeadRow.Key)
            {
                return new FeedStretch(events, row.GetInt64(nameof(EventHeadRow.Sequence)));
            }

            if (events.Count == limit)
            {
                return new FeedStretch(events, null);
            }

            events.Add(EventRow.Read(row));
        }

        return new FeedStretch(events, 0);
    }

    public async Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        for (var client = ""; await FirstRowAsync(client, cancellationToken) is { } first; client = first.PartitionKey)
        {
            if (IsOlder(first, before))
            {
                await PruneAsync(first.PartitionKey, before, cancellationToken);
            }
        }
    }

    public void Dispose()
    {
        foreach (var lane in lanes.Values)
        {
            lane.Dispose();
        }
    }

    private async Task AppendPartAsync(
        EventLane lane, string clientId, IReadOnlyList<ClientEvent> events, CancellationToken cancellationToken)
    {
        for (var tries = 1; events.Count > 0; tries++)
        {
            var head = lane.Head ?? await ReadHeadAsync(clientId, cancellationToken);
            try
            {
                lane.Head = await SubmitAsync(clientId, head, events, cancellationToken);
                return;
            }
            catch (RequestFailedException conflict) when (conflict.IsConflict() && tries < MaxTries)
            {
                lane.Head = await ReadHeadAsync(clientId, cancellationToken);
                if (lane.Head?.ETag == head?.ETag)
                {
                    // The head was right, so some are in the feed already, by a try whose answer was lost or another worker, or were overtaken.
                    events = await NotMarkedAsync(clientId, events, cancellationToken);
                }

                await Task.Delay(FirstDelay * tries, cancellationToken);
            }
        }
    }

    /// <returns>The new head; null where its version is not known.</returns>
    private async Task<EventHeadRow?> SubmitAsync(
        string clientId, EventHeadRow? head, IReadOnlyList<ClientEvent> events, CancellationToken cancellationToken)
    {
        var last = head?.Sequence ?? 0;
        var newHead = new EventHeadRow { PartitionKey = clientId, Sequence = last + events.Count };
        var told = events.Select((happened, index) => new FeedEvent(last + 1 + index, happened)).ToList();
        var answer = await table.SubmitTransactionAsync(
            [
                head is null
                    ? new TableTransactionAction(TableTransactionActionType.Add, newHead)
                    : new TableTransactionAction(TableTransactionActionType.UpdateReplace, newHead, head.ETag),
                .. EventTransaction.Of(clientId, told, clock.GetUtcNow()),
            ],
            cancellationToken);
        return answer.Value[0].Headers.ETag is { } version ? newHead with { ETag = version } : null;
    }

    private async Task<IReadOnlyList<ClientEvent>> NotMarkedAsync(
        string clientId, IReadOnlyList<ClientEvent> events, CancellationToken cancellationToken)
    {
        var marks = await Task.WhenAll(events.Select(async happened => (await table.GetEntityIfExistsAsync<EventMarkRow>(
            clientId, EventMarkRow.KeyOf(happened.Id), cancellationToken: cancellationToken)).HasValue));
        return [.. events.Where((_, index) => !marks[index])];
    }

    private async Task<EventHeadRow?> ReadHeadAsync(string clientId, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<EventHeadRow>(clientId, EventHeadRow.Key, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>The first row of the next client's feed: its oldest event, or its head where it has none.</summary>
    private async Task<TableEntity?> FirstRowAsync(string clientBefore, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey gt {clientBefore}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, 1, cancellationToken: cancellationToken))
        {
            return row;
        }

        return null;
    }

    private async Task PruneAsync(string clientId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {clientId} and RowKey lt {EventHeadRow.Key}");
        var pages = 0;
        await foreach (var page in table.QueryAsync<TableEntity>(filter, TableLimits.PageSize, cancellationToken: cancellationToken).AsPages())
        {
            // Oldest first, so that a reader sees where the feed begins, whatever was cut off when.
            var old = page.Values.TakeWhile(row => IsOlder(row, before)).ToList();
            await table.RemoveRowsAsync(
                old.SelectMany(row => EventRow.Read(row).Event.Forgets.Select(EventMarkRow.KeyOf).Append(row.RowKey).Select(key => (clientId, key))),
                cancellationToken);
            if (old.Count < page.Values.Count || ++pages == PagesPerPrune)
            {
                return;
            }
        }
    }

    private static bool IsOlder(TableEntity row, DateTimeOffset before) =>
        row.RowKey != EventHeadRow.Key && row.GetDateTimeOffset(nameof(EventRow.AppendedAt)) < before;
}
