using Microsoft.Extensions.Logging.Abstractions;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Tests.Lives;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.TestKit;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.Webhooks;

public class DeliverEventsTests
{
    private static readonly ClientPolicy Client = World.Client with { Webhook = new Uri("https://games.example/hook") };
    private static readonly WebhookAnswer Down = new WebhookAnswer.Failed("noConnection");

    private readonly MemoryCalls calls = new();
    private readonly MemoryClock clock = new();
    private readonly MemoryEventFeed feed;
    private readonly MemoryWebhookStates states;
    private readonly MemoryWebhookSender sender;
    private readonly MemoryWorkQueues queues;
    private readonly EmitEvents emit;
    private readonly DeliverEvents deliver;
    private readonly ResumeWebhook resume;

    public DeliverEventsTests()
    {
        var policies = new PolicySet(
            ShippedNotices.All,
            new Dictionary<string, ClientPolicy> { ["games"] = Client, ["school"] = World.Client with { Id = "school" } },
            new Dictionary<string, Purpose>(),
            new Dictionary<string, CountryRule>());
        (feed, states, sender, queues) = (new(clock, calls), new(calls), new(calls), new(clock, calls));
        emit = new EmitEvents(feed, queues, policies);
        var cases = new CaseParts(calls, new MemoryRegistrationStore(calls), new MemoryDeletionLog(clock, calls), queues, emit, policies, clock);
        deliver = new DeliverEvents(states, feed, sender, cases.TakeAnswer, queues, policies, clock, NullLogger<DeliverEvents>.Instance);
        resume = new ResumeWebhook(states, queues, policies, clock);
    }

    private WebhookState State => states["games"];

    private IEnumerable<string> Taken => sender.Taken.Select(told => $"{told.Event.RegistrationId} {told.Event.Type.Word()}");

    [Fact]
    public async Task Emit_CostsTwoCalls_AndOneWhereThereIsNoWebhook()
    {
        await TellAsync("a", EventType.RegistrationPending);
        Assert.Equal(["EventFeed.AppendAsync", "WorkQueues.SendAsync"], calls.Names);
        calls.Reset();
        await emit.ExecuteAsync([Event("a", EventType.RegistrationPending) with { ClientId = "school" }], default);
        Assert.Equal(["EventFeed.AppendAsync"], calls.Names);
    }

    [Fact]
    public async Task Run_CostsFourCalls_AndTwoWhereThereIsNothing()
    {
        for (var number = 0; number < 30; number++)
        {
            await TellAsync($"{number}", EventType.RegistrationPending);
        }

        calls.Reset();
        await deliver.ExecuteAsync(new WebhookMessage("games"), default);
        Assert.Equal(30, sender.Taken.Count);
        Assert.Equal(4, calls.Names.Count(name => name != "WebhookSender.SendAsync"));
        calls.Reset();
        await deliver.ExecuteAsync(new WebhookMessage("games"), default);
        Assert.Equal(["WebhookStates.FindAsync", "EventFeed.ReadAsync"], calls.Names);
    }

    [Fact]
    public async Task MoreThanOneRunCanTake_IsDelivered_InOrder()
    {
        for (var number = 0; number < 120; number++)
        {
            await feed.AppendAsync("games", [Event($"{number % 7}-{number}", EventType.RegistrationPending)], default);
        }

        await PassAsync(TimeSpan.FromMinutes(1), kick: true);
        Assert.Equal(Enumerable.Range(1, 120).Select(number => (long)number), sender.Taken.Select(told => told.Sequence).Order());
        Assert.Equal(120, State.Cursor);
        Assert.Empty(queues.Waiting);
    }

    [Fact]
    public async Task ClientWithoutWebhook_GetsNothing()
    {
        await deliver.ExecuteAsync(new WebhookMessage("school"), default);
        await deliver.ExecuteAsync(new WebhookMessage("gone"), default);
        Assert.Empty(calls.Names);
    }

    [Fact]
    public async Task EventThatFails_HoldsBackOnlyItsRegistration()
    {
        sender.Answer = told => told.Event.RegistrationId == "a" ? new WebhookAnswer.Failed("500") : MemoryWebhookSender.Done;
        await TellAsync("a", EventType.RegistrationPending);
        await TellAsync("b", EventType.RegistrationPending);
        await PassAsync(TimeSpan.FromSeconds(1));
        await TellAsync("a", EventType.ConsentGranted);
        await TellAsync("b", EventType.ConsentGranted);
        await PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(["b registration.pending", "b consent.granted"], Taken);
        Assert.Equal([1, 3], State.Held.Select(held => held.Sequence));

        sender.Answer = _ => MemoryWebhookSender.Done;
        await PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(["a registration.pending", "a consent.granted"], Taken.Skip(2));
        Assert.Empty(State.Held);
        Assert.Empty(queues.Waiting);
    }

    [Fact]
    public async Task EventThatKeepsFailing_IsTriedForMoreThanThreeDays_ThenGivenUp_AndWhatWaitedGoes()
    {
        sender.Answer = told => told.Sequence == 1 ? new WebhookAnswer.Failed("500") : MemoryWebhookSender.Done;
        await TellAsync("a", EventType.RegistrationPending);
        await TellAsync("a", EventType.ConsentGranted);
        var began = clock.Now;
        var last = began;
        while (State.GivenUp == 0)
        {
            await TellAsync($"b{clock.Now.Ticks}", EventType.RegistrationPending);
            await PassAsync(TimeSpan.FromHours(1));
            last = clock.Now;
        }

        Assert.True(last - began > TimeSpan.FromDays(3));
        Assert.Equal(10, sender.Tried.Count(told => told.Sequence == 1));
        Assert.Contains("a consent.granted", Taken);
        Assert.False(State.IsPaused);
    }

    [Fact]
    public async Task EndpointThatIsDown_IsPausedAfterDays_AskedLittle_AndResumesWhenAProbeSucceeds()
    {
        sender.Answer = _ => Down;
        for (var number = 0; number < 100; number++)
        {
            await TellAsync($"{number}", EventType.RegistrationPending);
            await PassAsync(TimeSpan.FromSeconds(10));
        }

        Assert.True(State.IsFailing);
        Assert.InRange(State.Held.Count, WebhookState.MostInARow, 28);
        await PassAsync(TimeSpan.FromDays(3));
        Assert.False(State.IsPaused);
        Assert.Equal("noConnection", State.LastStatus);
        await PassAsync(TimeSpan.FromDays(1.5));
        Assert.True(State.IsPaused);
        Assert.InRange(sender.Tried.Count, 100, (28 + 24) * 10);

        var before = sender.Tried.Count;
        await PassAsync(TimeSpan.FromDays(4));
        Assert.InRange(sender.Tried.Count - before, 6, 10);
        await TellAsync("late", EventType.RegistrationPending);
        sender.Answer = _ => MemoryWebhookSender.Done;
        await PassAsync(TimeSpan.FromDays(1));
        Assert.False(State.IsPaused);
        Assert.Equal(101, sender.Taken.Select(told => told.Event.Id).Distinct().Count());
        Assert.Empty(State.Held);
        Assert.Empty(queues.Waiting);
    }

    /// <summary>422 to one kind, every hour; what else there is goes on all the time, and what is refused is given up in the end.</summary>
    [Fact]
    public async Task EventsOfOneKindThatAreRefused_HoldUpNoOthers_AndAreGivenUpAfterThreeDays()
    {
        sender.Answer = OnlyGrants;
        for (var hour = 0; hour < 120; hour++)
        {
            await TellAsync($"refused-{hour}", EventType.RegistrationPending);
            await TellAsync($"taken-{hour}", EventType.ConsentGranted);
            await PassAsync(TimeSpan.FromHours(1));
            Assert.Equal(hour + 1, sender.Taken.Count);
            Assert.Equal(hour < 72 ? 0 : State.GivenUp, State.GivenUp);
        }

        Assert.InRange(State.GivenUp, 20, 48);
        Assert.False(State.IsPaused);
        Assert.True(State.Held.Count < WebhookState.MostHeld);
    }

    /// <summary>More at once than can be held: the others wait, and then go, whether a person has it tried again or not.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RefusedInBulk_TheOthersGoOnAfterDays(bool resumed)
    {
        sender.Answer = OnlyGrants;
        for (var number = 0; number < 200; number++)
        {
            await feed.AppendAsync("games", [Event($"refused-{number}", EventType.RegistrationPending)], default);
            if (number % 20 == 19)
            {
                await TellAsync($"taken-{number}", EventType.ConsentGranted);
            }
        }

        await PassAsync(TimeSpan.FromDays(2));
        if (resumed)
        {
            Assert.True(await resume.ExecuteAsync("games", default));
        }

        for (var day = 0; sender.Taken.Count < 10; day++)
        {
            Assert.InRange(day, 0, 29);
            await PassAsync(TimeSpan.FromDays(1));
            Assert.InRange(State.Held.Count, 1, WebhookState.MostHeld + 8);
        }

        Assert.True(State.GivenUp > 0);
        Assert.False(State.IsPaused);
    }

    /// <summary>Nothing else came for days, so nothing showed that the endpoint works.</summary>
    [Fact]
    public async Task PausedOverAnEventThatIsRefused_TheNextOneResumesIt()
    {
        sender.Answer = OnlyGrants;
        await TellAsync("refused", EventType.RegistrationPending);
        await PassAsync(TimeSpan.FromDays(5));
        Assert.True(State.IsPaused);
        await TellAsync("taken", EventType.ConsentGranted);
        await PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(["taken consent.granted"], Taken);
        Assert.False(State.IsPaused);
        for (var day = 0; day < 5; day++)
        {
            await TellAsync($"taken-{day}", EventType.ConsentGranted);
            await PassAsync(TimeSpan.FromDays(1));
        }

        Assert.Equal((6, 1), (sender.Taken.Count, State.GivenUp));
        Assert.Empty(State.Held);
    }

    [Fact]
    public async Task OneThatIsUpAgain_GetsAllThatItMissed_WithoutWaitingForEachOnesTurn()
    {
        sender.Answer = _ => Down;
        for (var number = 0; number < 60; number++)
        {
            await TellAsync($"{number}", EventType.RegistrationPending);
        }

        await PassAsync(TimeSpan.FromHours(20));
        sender.Answer = _ => MemoryWebhookSender.Done;
        await PassAsync(TimeSpan.FromHours(15));
        Assert.Equal(60, sender.Taken.Count);
    }

    [Fact]
    public async Task Gone_PausesAtOnce_UntilAPersonResumes()
    {
        sender.Answer = _ => new WebhookAnswer.Gone("410");
        await TellAsync("a", EventType.RegistrationPending);
        await PassAsync(TimeSpan.FromDays(10));
        await TellAsync("b", EventType.RegistrationPending);
        await PassAsync(TimeSpan.FromDays(1));
        Assert.True(State.IsPaused);
        Assert.Single(sender.Tried);

        sender.Answer = _ => MemoryWebhookSender.Done;
        Assert.True(await resume.ExecuteAsync("games", default));
        await PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(["a registration.pending", "b registration.pending"], Taken);
        Assert.False(await resume.ExecuteAsync("school", default));
    }

    [Fact]
    public async Task RefusalAmongSuccesses_IsNotTakenBackByThem()
    {
        sender.Answer = told => told.Sequence == 1 ? new WebhookAnswer.Gone("410") : MemoryWebhookSender.Done;
        await emit.ExecuteAsync([Event("a", EventType.RegistrationPending), Event("b", EventType.RegistrationPending)], default);
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.True(State.IsPaused);
        Assert.Equal(["b registration.pending"], Taken);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(1_000_000, 24 * 3600)]
    public async Task RetryAfter_IsKeptTo_ForTheWholeEndpoint_UpToADay(int asked, int kept)
    {
        sender.Answer = _ => new WebhookAnswer.Failed("429", TimeSpan.FromSeconds(asked));
        await TellAsync("a", EventType.RegistrationPending);
        await PassAsync(TimeSpan.FromSeconds(1));
        sender.Answer = _ => MemoryWebhookSender.Done;
        await TellAsync("b", EventType.RegistrationPending);
        await PassAsync(TimeSpan.FromSeconds(kept - 5));
        Assert.Empty(sender.Taken);
        await PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(2, sender.Taken.Count);
    }

    [Fact]
    public async Task WhatIsNotKeptAnyMore_IsLeftOut()
    {
        sender.Answer = _ => Down;
        await TellAsync("a", EventType.RegistrationPending);
        await PassAsync(TimeSpan.FromMinutes(1));
        await feed.PruneAsync(clock.Now, default);
        sender.Answer = _ => MemoryWebhookSender.Done;
        await TellAsync("b", EventType.RegistrationPending);
        await PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["b registration.pending"], Taken);
        Assert.Empty(State.Held);
        Assert.Empty(queues.Waiting);
    }

    [Fact]
    public async Task PausedAndNothingIsKept_AsksOnceADay_NotInCircles()
    {
        sender.Answer = _ => Down;
        await TellAsync("a", EventType.RegistrationPending);
        await PassAsync(TimeSpan.FromDays(5));
        Assert.True(State.IsPaused);
        await feed.PruneAsync(clock.Now, default);
        var sent = queues.Sent.Count;
        await PassAsync(TimeSpan.FromDays(10));
        Assert.InRange(queues.Sent.Count - sent, 5, 12);
    }

    [Fact]
    public async Task MessagesAtOnce_DeliverEachEventOnce_InOrder()
    {
        for (var number = 0; number < 40; number++)
        {
            await emit.ExecuteAsync([Event($"{number}", EventType.RegistrationPending), Event($"{number}", EventType.ConsentGranted)], default);
        }

        await Task.WhenAll(queues.TakeVisible().Select(message => Task.Run(() => deliver.ExecuteAsync((WebhookMessage)message, default))));
        await PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(80, sender.Tried.Count);
        AssertOrder();

        // Of those that met the run, each left one message at most for its end.
        Assert.InRange(queues.Sent.Count, 40, 81);
        Assert.Empty(queues.Waiting);
    }

    [Fact]
    public async Task EventThatComesDuringARun_IsNotForgotten()
    {
        await TellAsync("a", EventType.RegistrationPending);
        var met = false;
        calls.Before = async call =>
        {
            if (call == "WebhookSender.SendAsync" && !met)
            {
                met = true;
                var own = queues.Sent.Count;
                await TellAsync("b", EventType.RegistrationPending);
                await deliver.ExecuteAsync(Assert.IsType<WebhookMessage>(Assert.Single(queues.TakeVisible())), default);
                Assert.True(State.Again);
                Assert.InRange(queues.Sent.Count - own, 2, 2);
            }
        };
        await deliver.ExecuteAsync((WebhookMessage)Assert.Single(queues.TakeVisible()), default);
        await PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(2, sender.Taken.Count);
    }

    /// <summary>Each call cut off just before it, and just after it: every event arrives, in order, and nothing is left.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CutOffAnywhere_EveryEventArrives_InOrder(bool after)
    {
        for (var cutAt = 1; ; cutAt++)
        {
            var world = new DeliverEventsTests();
            var count = 0;
            var cut = false;
            Func<string, Task> throws = _ => Interlocked.Increment(ref count) == cutAt ? Cut() : Task.CompletedTask;
            world.sender.Answer = told => told.Sequence is 2 or 5 && world.sender.Tried.Count(tried => tried.Sequence == told.Sequence) < 3
                ? new WebhookAnswer.Failed("500")
                : MemoryWebhookSender.Done;
            await world.TellAsync("a", EventType.RegistrationPending, EventType.ConsentGranted);
            await world.TellAsync("b", EventType.RegistrationPending, EventType.ConsentRefused, EventType.DeletionRequested);
            await world.TellAsync("a", EventType.ConsentWithdrawn);
            (world.calls.Before, world.calls.After) = after ? (null, throws) : (throws, (Func<string, Task>?)null);
            await world.PassAsync(TimeSpan.FromHours(2));
            world.calls.Before = world.calls.After = null;
            Assert.Equal(6, world.sender.Taken.Select(told => told.Event.Id).Distinct().Count());
            world.AssertOrder();
            Assert.Empty(world.State.Held);
            Assert.False(world.State.IsBusyAt(world.clock.Now));
            if (!cut)
            {
                return;
            }

            Task Cut()
            {
                cut = true;
                throw new CutOffException();
            }
        }
    }

    private static WebhookAnswer OnlyGrants(FeedEvent told) =>
        told.Event.Type is EventType.ConsentGranted ? MemoryWebhookSender.Done : new WebhookAnswer.Failed("422");

    /// <summary>Of each registration the first arrivals are in the feed's order.</summary>
    private void AssertOrder() => Assert.All(
        sender.Taken.DistinctBy(told => told.Sequence).GroupBy(told => told.Event.RegistrationId),
        group => Assert.Equal(group.Select(told => told.Sequence).Order(), group.Select(told => told.Sequence)));

    private static ClientEvent Event(string registrationId, EventType type) => new(type, "games", registrationId, "attempt", DateTimeOffset.UnixEpoch);

    private Task TellAsync(string registrationId, params EventType[] types) =>
        emit.ExecuteAsync(types.Select(type => Event(registrationId, type)), default);

    /// <summary>Lets the queue deliver; the clock jumps from message to message. One whose run was cut off comes again half a minute later.</summary>
    private async Task PassAsync(TimeSpan time, bool kick = false)
    {
        var end = clock.Now + time;
        if (kick)
        {
            await queues.SendAsync(new WebhookMessage("games"), TimeSpan.Zero, default);
        }

        var again = new List<(DateTimeOffset At, WebhookMessage Message)>();
        while (true)
        {
            foreach (var message in queues.TakeVisible().Cast<WebhookMessage>().Concat(TakeAgain()).ToList())
            {
                try
                {
                    await deliver.ExecuteAsync(message, default);
                }
                catch (CutOffException)
                {
                    again.Add((clock.Now.AddSeconds(30), message));
                }
            }

            var next = queues.Waiting.Select(message => message.VisibleAt).Concat(again.Select(one => one.At)).DefaultIfEmpty(end).Min();
            if (next > end)
            {
                clock.Now = end;
                return;
            }

            if (next > clock.Now)
            {
                clock.Now = next;
            }
            else if (queues.Waiting.All(message => message.VisibleAt > clock.Now) && again.Count == 0)
            {
                clock.Now = end;
                return;
            }
        }

        List<WebhookMessage> TakeAgain()
        {
            var due = again.Where(one => one.At <= clock.Now).ToList();
            again.RemoveAll(due.Contains);
            return [.. due.Select(one => one.Message)];
        }
    }
}
