using Azure.Data.Tables;
using ParentalConsent.Core.Events;
using ParentalConsent.Storage.Events;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.Events;

public sealed class TableEventFeedTests : EventFeedContract
{
    private readonly CountingPolicy calls = new();
    private TableClient? table;

    protected override async Task<IEventFeed[]> CreateAsync(int instances)
    {
        table = await FreshTables.CreateAsync(calls);
        return [.. Enumerable.Range(0, instances).Select(_ => new TableEventFeed(table, Clock))];
    }

    [Fact]
    public async Task Append_IsOneReadAndOneTransaction_ThenTheTransactionAlone()
    {
        var feed = (await CreateAsync(1))[0];
        await AssertCallsAsync(2, () => feed.AppendAsync("games", [Told(EventType.RegistrationPending)], default));
        await AssertCallsAsync(1, () => feed.AppendAsync("games", [Told(EventType.ConsentGranted)], default));
        await AssertCallsAsync(1, () => feed.AppendAsync("games", [.. Enumerable.Range(0, 14).SelectMany(_ => Deletion())], default));
        await AssertCallsAsync(1, () => feed.ReadAsync("games", 0, 500, default));
        await AssertCallsAsync(1, () => feed.ReadAsync("games", 30, 500, default));
    }

    /// <summary>Whoever has the turn appends for all who came meanwhile.</summary>
    [Fact]
    public async Task AppendsOfOneInstanceAtOnce_ShareTransactions()
    {
        var feed = (await CreateAsync(1))[0];
        await feed.AppendAsync("games", [Told(EventType.RegistrationPending)], default);
        calls.Reset();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => feed.AppendAsync("games", [Told(EventType.RegistrationPending)], default)));
        Assert.Equal(41, (await feed.ReadAsync("games", 0, 500, default)).Head);
        Assert.InRange(calls.Count, 2, 4);
    }

    [Fact]
    public async Task LostAnswer_LeavesEachEventOnce()
    {
        var feed = (await CreateAsync(1))[0];
        for (var round = 0; round < 3; round++)
        {
            calls.LoseAnswersToWrites(round + 1);
            await feed.AppendAsync("games", [Told(EventType.RegistrationPending), Told(EventType.ConsentGranted)], default);
        }

        var (events, head) = await feed.ReadAsync("games", 0, 100, default);
        Assert.Equal((6, 6L), (events.Count, head));
    }

    [Fact]
    public async Task OneThatFails_FailsForAllWhoWait_AndTheNextGoesOn()
    {
        var feed = (await CreateAsync(1))[0];
        calls.KilledAtWrite = calls.Writes + 1;
        var told = Told(EventType.RegistrationPending);
        await Assert.ThrowsAsync<InvalidOperationException>(() => feed.AppendAsync("games", [told], default));
        calls.KilledAtWrite = null;
        await feed.AppendAsync("games", [told], default);
        Assert.Equal(told, (await feed.ReadAsync("games", 0, 100, default)).Events.Single().Event);
    }

    [Fact]
    public async Task Prune_LooksAtOneRowOfEachClient_WhereNothingIsOld()
    {
        var feed = (await CreateAsync(1))[0];
        foreach (var client in (string[])["a", "games", "z"])
        {
            await feed.AppendAsync(client, [Told(EventType.RegistrationPending, client)], default);
        }

        await AssertCallsAsync(4, () => feed.PruneAsync(Clock.Now, default));
    }

    [Fact]
    public async Task Prune_OfWholeLives_LeavesTheHeadAlone()
    {
        var feed = (await CreateAsync(1))[0];
        var pending = Told(EventType.RegistrationPending);
        await feed.AppendAsync("games", [pending], default);
        await feed.AppendAsync("games", [pending with { Type = EventType.ConsentGranted }], default);
        await feed.AppendAsync("games", [pending with { Type = EventType.ConsentWithdrawn }], default);
        await feed.AppendAsync("games", [pending with { Type = EventType.DeletionRequested }], default);
        await feed.AppendAsync("games", [pending with { Type = EventType.DeletionCompleted }], default);
        Clock.Advance(TimeSpan.FromDays(1));
        calls.Reset();
        await feed.PruneAsync(Clock.Now, default);
        Assert.Equal("event-head", Assert.Single(await table!.AllRowsAsync()).RowKey);

        // First rows twice, the page, and one transaction.
        Assert.Equal(4, calls.Count - 1);
    }

    [Fact]
    public async Task Prune_CutOffAnywhere_IsEndedByTheNext_AndTheFeedBeginsWhereItBegins()
    {
        var feed = (await CreateAsync(1))[0];
        await feed.AppendAsync("games", [.. Enumerable.Range(0, 60).SelectMany(_ => Deletion())], default);
        Clock.Advance(TimeSpan.FromDays(1));
        for (var killedAt = 2; killedAt <= 3; killedAt++)
        {
            calls.KilledAtWrite = calls.Writes + killedAt;
            await Assert.ThrowsAsync<InvalidOperationException>(() => feed.PruneAsync(Clock.Now, default));
            calls.KilledAtWrite = null;
            var kept = (await feed.ReadAsync("games", 0, 500, default)).Events;
            Assert.Equal(120, kept[^1].Sequence);
            Assert.Equal(kept.Count, kept[^1].Sequence - kept[0].Sequence + 1);
        }

        await feed.PruneAsync(Clock.Now, default);
        Assert.Single(await table!.AllRowsAsync());
    }

    private async Task AssertCallsAsync(int count, Func<Task> act)
    {
        calls.Reset();
        await act();
        Assert.Equal(count, calls.Count);
    }
}
