using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>The client is told on the day its subject comes of age, whatever was lost or cut off before.</summary>
public class ComingOfAgeTests
{
    private static readonly DateTimeOffset Registered = new(2026, 7, 10, 12, 0, 0, TimeSpan.Zero);

    private readonly World world = new();

    public ComingOfAgeTests() => world.Clock.Now = Registered;

    private IEnumerable<ClientEvent> Told => world.Feed.Events.Where(told => told.Type is EventType.SubjectOfAge);

    [Fact]
    public async Task OnTheDay_ItIsToldOnce_AndNothingIsPutDownAnyMore()
    {
        await GrantAsync(new DateOnly(2026, 8, 20));
        var at = world.Only.Details!.OfAgeAt!.Value;
        Assert.Equal("202608", Assert.Single(world.Feed.Comings).Month);
        world.Clock.Now = at.AddDays(-1);
        await world.PassAsync(TimeSpan.FromHours(23.9));
        Assert.Empty(Told);
        await world.PassAsync(TimeSpan.FromHours(0.2));
        Assert.Equal(("games", world.Only.Id, at), Assert.Single(Told) is var told ? (told.ClientId, told.RegistrationId, told.At) : default);
        await world.PassAsync(TimeSpan.FromDays(25));
        Assert.Single(Told);
        Assert.Empty(world.Feed.Comings);
        Assert.Empty(world.Queues.Waiting);
        Assert.Equal(RegistrationState.Granted, world.Only.State);
    }

    [Fact]
    public async Task Grant_CostsNoCallMore_ForWhatIsPutDownWithIt()
    {
        await GrantAsync(new DateOnly(2030, 2, 3));
        Assert.Equal(2, world.Calls.CountOf("EventFeed.AppendAsync"));
        Assert.Equal(0, world.Calls.CountOf("EventFeed.AddComingsAsync"));
        Assert.Equal("203002", Assert.Single(world.Feed.Comings).Month);
    }

    [Fact]
    public async Task UntilTheMonth_ASweepCostsOneCallAClient_AndQueuesNothing()
    {
        await GrantAsync(new DateOnly(2026, 9, 20));
        world.Calls.Reset();
        await world.Sweep.ExecuteAsync(default);
        Assert.Equal(2, world.Calls.CountOf("EventFeed.ReadBegunAsync"));
        Assert.Equal(0, world.Calls.CountOf("EventFeed.AddComingsAsync"));
        Assert.Equal(0, world.Calls.CountOf("WorkQueues.SendAsync"));
    }

    [Fact]
    public async Task GrantThatComesAfterTheDay_IsFollowedAtOnce()
    {
        await world.Start.ExecuteAsync(Born(new DateOnly(2026, 7, 15)), default);
        await world.PassAsync(TimeSpan.FromDays(6));
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default);
        await world.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(["registration.pending", "consent.granted", "subject.of_age"], world.Feed.Words);
        Assert.Empty(world.Feed.Comings);
    }

    [Fact]
    public async Task WhereNoAgeIsKnown_NothingIsPutDown()
    {
        await world.Start.ExecuteAsync(World.Child() with { Age = new AgeStatement(null, null, "DE") }, default);
        await world.DeliverAsync();
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default);
        await world.DeliverAsync();
        Assert.Empty(world.Feed.Comings);
    }

    [Fact]
    public async Task MessageThatIsLost_CostsAMonth_NotTheEvent()
    {
        await GrantAsync(new DateOnly(2026, 8, 20));
        world.Clock.Now = new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.Zero);
        await world.Sweep.ExecuteAsync(default);
        Assert.Single(world.Queues.TakeAll().OfType<ComingOfAgeMessage>());
        await world.PassAsync(TimeSpan.FromDays(30));
        Assert.Empty(Told);
        await world.PassAsync(TimeSpan.FromDays(1.5));
        Assert.Equal(world.Only.Details!.OfAgeAt, Assert.Single(Told).At);
        Assert.Empty(world.Feed.Comings);
    }

    /// <summary>A month of the year is no birthday; but of a child that is not known any more not even that stays.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ConsentThatEnded_LeavesNothingPutDown(bool withdrawn)
    {
        await GrantAsync(new DateOnly(2030, 2, 3));
        if (withdrawn)
        {
            await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Withdraw, "Granted 0"), default);
        }
        else
        {
            await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        }

        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Empty(world.Feed.Comings);
    }

    [Fact]
    public async Task SubjectThatConfirmedBefore_IsNotToldOf_AndGoes()
    {
        await GrantAsync(new DateOnly(2026, 8, 20));
        world.Clock.Now = world.Only.Details!.OfAgeAt!.Value;
        await world.DecideOwn.ExecuteAsync(new RecordOwnDecisionCommand("games", world.Only.Id, Withdraws: false, null), default);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Empty(Told);
        Assert.Empty(world.Feed.Comings);
    }

    /// <summary>Ours is a month ahead of the storage service's.</summary>
    [Fact]
    public async Task ByAClockThatIsWrong_NobodyComesOfAge()
    {
        await GrantAsync(new DateOnly(2026, 8, 20));
        var message = new ComingOfAgeMessage("games", [Assert.Single(world.Feed.Comings).ToString()]);
        (world.Clock.Now, world.StorageClock.Difference) = (Registered.AddDays(41), TimeSpan.FromDays(41));
        await world.Sweep.ExecuteAsync(default);
        await world.TellComings.ExecuteAsync(message, default);
        Assert.Empty(Told);
        var again = Assert.Single(world.Queues.Waiting, waiting => waiting.Message is ComingOfAgeMessage);
        Assert.Equal(TimeSpan.FromHours(1), again.VisibleAt - world.Clock.Now);
        Assert.Single(world.Feed.Comings);
        world.StorageClock.Difference = TimeSpan.Zero;
        await world.PassAsync(TimeSpan.FromHours(2));
        Assert.Single(Told);
    }

    [Fact]
    public async Task OneThatCannotBeRead_HoldsUpNoOther_OfItsMessage()
    {
        await GrantAsync(new DateOnly(2026, 8, 1), "child-1");
        await GrantAsync(new DateOnly(2026, 8, 1), "child-2");
        world.Clock.Now = new DateTimeOffset(2026, 8, 2, 0, 0, 0, TimeSpan.Zero);
        await world.Sweep.ExecuteAsync(default);
        var message = Assert.Single(world.Queues.TakeAll().OfType<ComingOfAgeMessage>());
        Assert.Equal(2, message.Entries.Count);
        var reads = 0;
        world.Calls.Before = call => call == "RegistrationStore.FindAsync" && ++reads == 1 ? throw new CutOffException() : Task.CompletedTask;
        await world.TellComings.ExecuteAsync(message, default);
        Assert.Single(Told);
        Assert.Equal([message.Entries[0]], Assert.IsType<ComingOfAgeMessage>(Assert.Single(world.Queues.TakeVisible())).Entries);
    }

    /// <summary>From the beginning of the month on, before and after every call that the sweep and the worker make.</summary>
    [Fact]
    public async Task CutOffAtAnyCall_ItIsToldOnce_OnItsDay()
    {
        var calls = (await PlayAsync(cutAt: null, after: false)).Calls.Count;
        Assert.InRange(calls, 30, 400);
        for (var cutAt = 1; cutAt <= calls; cutAt++)
        {
            foreach (var after in new[] { false, true })
            {
                var played = await PlayAsync(cutAt, after);
                Assert.True(
                    played.Feed.Words.SequenceEqual(["registration.pending", "consent.granted", "subject.of_age"])
                        && played.Poison.Count == 0 && played.Queues.Waiting.Count == 0,
                    $"Cut off {(after ? "after" : "before")} call {cutAt} of {string.Join(", ", played.Calls.Names.Take(cutAt + 3))}.");

                // What is left of the month is found told in the next, when the event itself is not kept any more.
                await played.PassAsync(TimeSpan.FromDays(31));
                Assert.Empty(played.Feed.Words);
                Assert.Empty(played.Feed.Comings);
            }
        }
    }

    private static async Task<World> PlayAsync(int? cutAt, bool after)
    {
        var tests = new ComingOfAgeTests();
        var world = tests.world;
        await tests.GrantAsync(new DateOnly(2026, 8, 2));
        world.Clock.Now = new DateTimeOffset(2026, 7, 31, 23, 50, 0, TimeSpan.Zero);
        world.Calls.Reset();
        var calls = 0;
        Func<string, Task> cut = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
        (world.Calls.Before, world.Calls.After) = after ? (null, cut) : (cut, (Func<string, Task>?)null);
        await world.PassAsync(TimeSpan.FromDays(2.2));
        (world.Calls.Before, world.Calls.After) = (null, null);
        return world;
    }

    private static StartRegistrationCommand Born(DateOnly ofAge, string subjectId = "child-1") =>
        World.Child(subjectId) with { Age = new AgeStatement(ofAge.AddYears(-18), null, "DE"), ParentEmail = $"{subjectId}@example.com" };

    private async Task GrantAsync(DateOnly ofAge, string subjectId = "child-1")
    {
        await world.Start.ExecuteAsync(Born(ofAge, subjectId), default);
        await world.DeliverAsync();
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default);
        await world.DeliverAsync();
    }
}
