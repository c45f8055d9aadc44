using ParentalConsent.Core.Events;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Events;

/// <summary>What every feed does.</summary>
public abstract class EventFeedContract
{
    protected MemoryClock Clock { get; } = new(Samples.Now);

    /// <returns>As many instances on one and the same feed.</returns>
    protected abstract Task<IEventFeed[]> CreateAsync(int instances);

    [Fact]
    public async Task Empty_HasNothing_AndBeginsAtZero()
    {
        var feed = (await CreateAsync(1))[0];
        await feed.PruneAsync(Clock.Now, default);
        var (events, head) = await feed.ReadAsync("games", 0, 10, default);
        Assert.Empty(events);
        Assert.Equal(0, head);
    }

    [Fact]
    public async Task Append_KeepsEveryField_AndCountsForEachClientByItself()
    {
        var feed = (await CreateAsync(1))[0];
        var full = Told(EventType.DeletionRequested) with { DeletionId = Samples.Hex(24), Reason = "expired", Guardian = "second", Mark = Samples.Hex(16) };
        await feed.AppendAsync("games", [Told(EventType.ConsentExpired), full], default);
        await feed.AppendAsync("games-2", [Told(EventType.RegistrationPending, client: "games-2")], default);
        Assert.Equal(new FeedEvent(2, full), (await feed.ReadAsync("games", 1, 10, default)).Events.Single());
        Assert.Equal(1, (await feed.ReadAsync("games-2", 0, 10, default)).Events.Single().Sequence);
    }

    [Fact]
    public async Task Append_OfWhatIsThere_AddsOnlyTheRest()
    {
        var feed = (await CreateAsync(1))[0];
        var events = Enumerable.Range(0, 5).Select(_ => Told(EventType.RegistrationPending)).ToList();
        await feed.AppendAsync("games", [events[1], events[3]], default);
        await feed.AppendAsync("games", [.. events, events[0]], default);
        await feed.AppendAsync("games", events, default);
        await AssertFeedAsync(feed, new[] { 1, 3, 0, 2, 4 }.Select(number => events[number]));
    }

    [Theory]
    [InlineData(EventType.ConsentGranted, EventType.RegistrationPending)]
    [InlineData(EventType.ConsentRefused, EventType.RegistrationPending)]
    [InlineData(EventType.ConsentWithdrawn, EventType.ConsentGranted)]
    [InlineData(EventType.SubjectOfAge, EventType.ConsentGranted)]
    [InlineData(EventType.DeletionRequested, EventType.ConsentGranted)]
    [InlineData(EventType.DeletionRequested, EventType.SubjectOfAge)]
    public async Task WhatWasOvertaken_IsLeftOut_OfThatAttemptAlone(EventType later, EventType earlier)
    {
        var feed = (await CreateAsync(1))[0];
        var (first, other) = (Told(later), Told(earlier));
        await feed.AppendAsync("games", [first], default);
        await feed.AppendAsync("games", [first with { Type = earlier }, other], default);
        await AssertFeedAsync(feed, [first, other]);
    }

    [Fact]
    public async Task WhatIsOvertakenInOneAppend_IsLeftOut()
    {
        var feed = (await CreateAsync(1))[0];
        var requested = Told(EventType.DeletionRequested);
        await feed.AppendAsync("games", [requested, requested with { Type = EventType.RegistrationPending }], default);
        await AssertFeedAsync(feed, [requested]);
    }

    [Fact]
    public async Task WholeLife_IsInOrder_HoweverItIsDivided()
    {
        var feed = (await CreateAsync(1))[0];
        var pending = Told(EventType.RegistrationPending);
        ClientEvent[] life =
        [
            pending, .. new[] { EventType.ConsentGranted, EventType.ConsentWithdrawn, EventType.DeletionRequested, EventType.DeletionCompleted }
                .Select(type => pending with { Type = type }),
        ];
        foreach (var part in life.Chunk(2))
        {
            await feed.AppendAsync("games", part, default);
        }

        var together = life.Select(told => told with { RegistrationId = Samples.Hex(32) }).ToArray();
        together = [.. together.Select(told => told with { RegistrationId = together[0].RegistrationId })];
        await feed.AppendAsync("games", together, default);
        await AssertFeedAsync(feed, [.. life, .. together]);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(120)]
    public async Task Append_OfManyDeletions_HasAll(int count)
    {
        var feed = (await CreateAsync(1))[0];
        var events = Enumerable.Range(0, count).SelectMany(_ => Deletion()).ToList();
        await feed.AppendAsync("games", events, default);
        await AssertFeedAsync(feed, events);
    }

    [Fact]
    public async Task Read_GivesNoMoreThanTheLimit_AndSaysWhereTheEndIs()
    {
        var feed = (await CreateAsync(1))[0];
        await feed.AppendAsync("games", [.. Enumerable.Range(0, 12).Select(_ => Told(EventType.RegistrationPending))], default);
        await AssertAsync(0, 5, [1, 2, 3, 4, 5], null);
        await AssertAsync(7, 5, [8, 9, 10, 11, 12], 12);
        await AssertAsync(12, 5, [], 12);
        await AssertAsync(99, 5, [], 12);

        async Task AssertAsync(long after, int limit, long[] sequences, long? head)
        {
            var stretch = await feed.ReadAsync("games", after, limit, default);
            Assert.Equal(sequences, stretch.Events.Select(told => told.Sequence));
            Assert.Equal(head, stretch.Head);
        }
    }

    [Fact]
    public async Task Append_ByManyAtOnce_HasEachOnce_WithoutGaps()
    {
        var feeds = await CreateAsync(4);
        var events = Enumerable.Range(0, 40).Select(_ => Told(EventType.ConsentGranted)).ToList();
        await Task.WhenAll(feeds.SelectMany((feed, number) => Enumerable.Range(0, 8).Select(
            part => Task.Run(() => feed.AppendAsync("games", [.. events.Skip((number + part) * 3).Take(7)], default)))));
        await feeds[0].AppendAsync("games", events, default);
        var told = (await feeds[0].ReadAsync("games", 0, 100, default)).Events;
        Assert.Equal(Enumerable.Range(1, 40).Select(number => (long)number), told.Select(one => one.Sequence));
        Assert.Equal(events.Select(one => one.Id).Order(), told.Select(one => one.Event.Id).Order());
    }

    [Fact]
    public async Task Prune_TakesTheOldest_KeepsTheCount_AndTheMarksOfWhatCanStillComeLate()
    {
        var feed = (await CreateAsync(1))[0];
        var (granted, deletion) = (Told(EventType.ConsentGranted), Deletion());
        await feed.AppendAsync("games", [granted, .. deletion], default);
        await feed.AppendAsync("others", [Told(EventType.ConsentGranted, client: "others")], default);
        Clock.Advance(TimeSpan.FromDays(1));
        var young = Told(EventType.ConsentGranted);
        await feed.AppendAsync("games", [young], default);

        await feed.PruneAsync(Clock.Now, default);
        await feed.PruneAsync(Clock.Now, default);

        var (events, head) = await feed.ReadAsync("games", 0, 10, default);
        Assert.Equal([new FeedEvent(4, young)], events);
        Assert.Equal(4, head);
        Assert.Equal((0, 1L), ((await feed.ReadAsync("others", 0, 10, default)) is var others ? (others.Events.Count, others.Head!.Value) : default));
        await feed.AppendAsync("games", [granted, granted with { Type = EventType.RegistrationPending }], default);
        Assert.Equal(4, (await feed.ReadAsync("games", 0, 10, default)).Head);
    }

    protected static ClientEvent Told(EventType type, string client = "games") =>
        new(type, client, Samples.Hex(32), Samples.Hex(16), Samples.Now.AddMinutes(-1));

    /// <summary>What a deletion that nobody answered tells in one append.</summary>
    protected static ClientEvent[] Deletion()
    {
        var expired = Told(EventType.ConsentExpired);
        return [expired, expired with { Type = EventType.DeletionRequested, DeletionId = Samples.Hex(24), Reason = "expired" }];
    }

    private static async Task AssertFeedAsync(IEventFeed feed, IEnumerable<ClientEvent> expected)
    {
        var (events, _) = await feed.ReadAsync("games", 0, 500, default);
        Assert.Equal(expected, events.Select(told => told.Event));
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(told => told.Sequence));
    }
}
