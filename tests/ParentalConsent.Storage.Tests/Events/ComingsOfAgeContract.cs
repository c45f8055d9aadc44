using ParentalConsent.Core.Events;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Events;

/// <summary>Who comes of age when, beside what was told.</summary>
public abstract class ComingsOfAgeContract
{
    private static readonly DateTimeOffset EndOfAugust = new(2031, 8, 31, 23, 59, 59, TimeSpan.Zero);

    protected MemoryClock Clock { get; } = new(Samples.Now);

    /// <summary>Both on one and the same table.</summary>
    protected abstract Task<(IEventFeed Feed, IComingsOfAge Comings)> CreateAsync();

    [Fact]
    public async Task Grant_PutsTheMonthDown_AndTellsNothingOfIt()
    {
        var (feed, comings) = await CreateAsync();
        var (granted, pending) = (Granted("203108"), Granted(null));
        await feed.AppendAsync("games", [granted, pending], default);
        await feed.AppendAsync("games", [granted], default);
        Assert.Empty(await comings.ReadBegunAsync("games", EndOfAugust.AddMonths(-1), default));
        Assert.Equal([Of(granted)], await comings.ReadBegunAsync("games", EndOfAugust, default));
        Assert.Empty(await comings.ReadBegunAsync("games-2", EndOfAugust, default));
        Assert.Equal([granted with { ComesOfAgeIn = null }, pending], (await feed.ReadAsync("games", 0, 10, default)).Events.Select(told => told.Event));
    }

    [Fact]
    public async Task GrantThatIsOvertaken_PutsNothingDown()
    {
        var (feed, comings) = await CreateAsync();
        var granted = Granted("203108");
        await feed.AppendAsync("games", [granted with { Type = EventType.DeletionRequested, ComesOfAgeIn = null, DeletionId = Samples.Hex(24), Reason = "cancelled" }], default);
        await feed.AppendAsync("games", [granted], default);
        Assert.Empty(await comings.ReadBegunAsync("games", EndOfAugust, default));
    }

    [Fact]
    public async Task ManyGrantsAtOnce_ArePutDownAll()
    {
        var (feed, comings) = await CreateAsync();
        var granted = Enumerable.Range(0, 60).Select(_ => Granted("203108")).ToList();
        await feed.AppendAsync("games", granted, default);
        Assert.Equal(granted.Select(Of).ToHashSet(), (await comings.ReadBegunAsync("games", EndOfAugust, default)).ToHashSet());
    }

    [Fact]
    public async Task PutDownForLater_AndRemoved_AsOftenAsOneLikes_EarliestFirst()
    {
        var (_, comings) = await CreateAsync();
        var all = Enumerable.Range(0, 120).Select(_ => Of(Granted("203108"))).ToList();
        var later = all.Select(coming => coming with { Month = "203109" }).ToList();
        await comings.AddAsync(later, default);
        await comings.AddAsync(all, default);
        await comings.AddAsync(later, default);
        Assert.Equal(all.ToHashSet(), (await comings.ReadBegunAsync("games", EndOfAugust, default)).ToHashSet());
        Assert.Equal(["203108", "203109"], (await comings.ReadBegunAsync("games", EndOfAugust.AddDays(1), default)).Select(coming => coming.Month).Distinct());
        await comings.RemoveAsync(all, default);
        await comings.RemoveAsync([.. all.Take(3), later[0]], default);
        Assert.Equal(119, (await comings.ReadBegunAsync("games", EndOfAugust.AddDays(1), default)).Count);
    }

    /// <summary>Events go after a month, who comes of age in years stays.</summary>
    [Fact]
    public async Task Pruning_LeavesThem()
    {
        var (feed, comings) = await CreateAsync();
        var granted = Granted("203108");
        await feed.AppendAsync("games", [granted], default);
        Clock.Advance(TimeSpan.FromDays(1));
        await feed.PruneAsync(Clock.Now, default);
        await feed.PruneAsync(Clock.Now, default);
        Assert.Empty((await feed.ReadAsync("games", 0, 10, default)).Events);
        Assert.Equal([Of(granted)], await comings.ReadBegunAsync("games", EndOfAugust, default));
    }

    protected static ClientEvent Granted(string? month) =>
        new(EventType.ConsentGranted, "games", Samples.Hex(32), Samples.Hex(16), Samples.Now.AddMinutes(-1)) { ComesOfAgeIn = month };

    private static ComingOfAge Of(ClientEvent granted) => new("games", granted.RegistrationId, granted.Attempt, granted.ComesOfAgeIn!);
}
