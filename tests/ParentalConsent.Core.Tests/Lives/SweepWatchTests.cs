using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Core.Tests.Lives;

public class SweepWatchTests
{
    [Theory]
    [InlineData(61, 1)]
    [InlineData(-61, 1)]
    [InlineData(61, 86400)]
    [InlineData(-61, 86400)]
    public async Task ClocksThatDiffer_DeleteNothingByTheClock_UntilTheyAgree(int seconds, int timeScale)
    {
        var world = new World(World.Client with { TimeScale = timeScale });
        await RegisterAsync(world);
        await world.DeliverAsync();
        world.Clock.Now = world.Only.Deadline.AddHours(2);
        world.StorageClock.Difference = TimeSpan.FromSeconds(seconds);

        await SweepAndDeliverAsync(world);

        Assert.Equal(RegistrationState.AwaitingParent, world.Only.State);
        Assert.Single(world.Deadlines.Entries);
        Assert.DoesNotContain(world.Queues.Sent, sent => sent.Queue == "deletions");
        Assert.Equal(TimeSpan.FromSeconds(seconds), world.Watch.Rows.Sweep!.Value.Last.ClockDifference);
        Assert.Equal(world.Clock.Now.AddSeconds(-seconds), world.Watch.Rows.Sweep!.Value.Last.At);

        world.StorageClock.Difference = TimeSpan.FromSeconds(Math.Sign(seconds) * 60);
        await SweepAndDeliverAsync(world);

        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Null(world.Watch.Rows.Sweep!.Value.Last.ClockDifference);
    }

    [Fact]
    public async Task ClockThatRunsAMonthAhead_CostsNobodyTheirRegistration()
    {
        var world = new World();
        await RegisterAsync(world);
        await world.DeliverAsync();
        var before = world.Clock.Now;
        (world.Clock.Now, world.StorageClock.Difference) = (before.AddDays(30), TimeSpan.FromDays(30));

        await SweepAndDeliverAsync(world);
        (world.Clock.Now, world.StorageClock.Difference) = (before.AddMinutes(5), TimeSpan.Zero);
        await SweepAndDeliverAsync(world);

        Assert.IsType<RecordDecisionResult.Recorded>(await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default));
        Assert.Equal(RegistrationState.Granted, world.Only.State);
    }

    [Fact]
    public async Task WhatCannotBeTidiedUp_HidesNeitherTheSweep_NorKeepsTheRestFromBeingDone()
    {
        var world = new World();
        world.Calls.Before = name => name == "MailFailures.PruneAsync" ? throw new IOException() : Task.CompletedTask;

        await Assert.ThrowsAsync<IOException>(() => world.Sweep.ExecuteAsync(default));

        Assert.Equal(1, world.Calls.CountOf("GuardianStore.PruneAsync"));
        Assert.Equal(1, world.Calls.CountOf("EventFeed.PruneAsync"));
        Assert.Equal(world.Clock.Now, (await world.Watch.ReadAsync(default)).Sweep!.Value.Last.At);
    }

    /// <summary>The message was handed out while clocks agreed.</summary>
    [Fact]
    public async Task Worker_WaitsWithAnExpiry_AndGoesOnWithADecision()
    {
        var world = new World();
        await RegisterAsync(world);
        await world.DeliverAsync();
        world.Clock.Now = world.Only.Deadline.AddMinutes(1);
        await world.Sweep.ExecuteAsync(default);
        world.StorageClock.Difference = TimeSpan.FromHours(-3);

        await world.DeliverAsync();
        Assert.Equal(RegistrationState.AwaitingParent, world.Only.State);

        Assert.IsType<CancelRegistrationResult.Cancelled>(await world.Cancel.ExecuteAsync("games", world.Only.Id, default));
        await world.DeliverAsync();
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Equal(DeletionReason.Cancelled, Assert.Single(world.Log.Entries).Record.Reason);
    }

    /// <summary>What it was written for may still be committed: our clock may be ahead.</summary>
    [Fact]
    public async Task LineWithoutARegistration_StaysWhileClocksDiffer()
    {
        var world = new World();
        var line = new DeadlineEntry(new string('a', 32), new string('b', 16), world.Clock.Now.AddHours(-1));
        await world.Deadlines.AddAsync(line, default);
        world.StorageClock.Difference = TimeSpan.FromHours(2);

        await world.Delete.ExecuteAsync(new DeletionMessage([line.ToString()]), default);
        Assert.Single(world.Deadlines.Entries);

        world.StorageClock.Difference = TimeSpan.Zero;
        await world.Delete.ExecuteAsync(new DeletionMessage([line.ToString()]), default);
        Assert.Empty(world.Deadlines.Entries);
    }

    [Fact]
    public async Task SweepsWhoseMessagesNobodyTakes_DeleteNothing_AndThatIsNoticed()
    {
        var world = new World();
        await RegisterAsync(world);
        await world.DeliverAsync();
        world.Clock.Now = world.Only.Deadline.AddMinutes(11);
        var noticed = new List<bool>();
        for (var sweep = 0; sweep < 4; sweep++)
        {
            await world.Sweep.ExecuteAsync(default);
            noticed.Add(world.Watch.Rows.Sweep!.Value.DeletesNothing);
            world.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal([false, false, false, true], noticed);
        var worker = Assert.Single(Status(world), function => function.Function.Queue == "deletions");
        Assert.True(worker.IsSilent);

        await world.DeliverAsync();
        await world.Watch.BeatAsync(new Heartbeat("DeleteRegistration", FinishedAt: world.Clock.Now), default);
        await world.Sweep.ExecuteAsync(default);
        Assert.False(world.Watch.Rows.Sweep!.Value.DeletesNothing);
        Assert.False(Assert.Single(Status(world), function => function.Function.Queue == "deletions").IsSilent);
    }

    [Fact]
    public async Task LineOfACutOffRequest_IsNotTakenForADeletionThatFails()
    {
        var world = new World();
        await world.Deadlines.AddAsync(new DeadlineEntry(new string('a', 32), new string('b', 16), world.Clock.Now), default);
        for (var minutes = 0; minutes < 60; minutes++)
        {
            await SweepAndDeliverAsync(world);
            Assert.False(world.Watch.Rows.Sweep!.Value.DeletesNothing);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(world.Deadlines.Entries);
    }

    [Fact]
    public async Task TwoSweepsAtOnce_DeleteOnce_AndAgreeOnWhatTheySaw()
    {
        var world = new World();
        await RegisterAsync(world);
        await world.DeliverAsync();
        world.Clock.Now = world.Only.Deadline.AddMinutes(20);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => world.Sweep.ExecuteAsync(default))));
        await world.DeliverAsync();

        Assert.Single(world.Log.Entries);
        Assert.Equal((1, 1), (world.Watch.Rows.Sweep!.Value.Last.Due, world.Watch.Rows.Sweep!.Value.Last.HandedOut));
    }

    [Fact]
    public async Task EverySweep_GivesTheOldestOverdueToTheMeter()
    {
        var world = new World();
        await RegisterAsync(world);
        await world.DeliverAsync();
        world.Clock.Now = world.Only.Deadline.AddHours(3);
        var measured = new ConcurrentQueue<double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == DeletionMeter.Name && instrument.Name == "parental_consent.deletion.oldest_overdue")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => measured.Enqueue(value));
        listener.Start();

        // Other tests sweep at the same time, and none of their worlds is three hours and this much late.
        world.Clock.Advance(TimeSpan.FromMinutes(7.5));
        await world.Sweep.ExecuteAsync(default);

        Assert.Contains(3.125, measured.ToArray());

        var late = await CaseAsync();
        late.Clock.Now = Assert.Single(late.Cases.Store.Lines).Due.AddMinutes(187.5);
        await late.Sweep.ExecuteAsync(default);
        Assert.Equal(2, measured.Count(hours => hours == 3.125));
    }

    [Fact]
    public async Task CaseThatNobodyLooksAt_IsOverdue_UntilSomebodyDoes()
    {
        var world = await CaseAsync();
        var line = Assert.Single(world.Cases.Store.Lines);
        world.Clock.Now = line.Due.AddMinutes(59);
        await world.Sweep.ExecuteAsync(default);
        Assert.Null(world.Watch.Rows.Owed);
        Assert.Equal(DeletionState.Good, Health(world).State);

        world.Clock.Now = line.Due.AddMinutes(61);
        await world.Sweep.ExecuteAsync(default);
        Assert.Equal(new OwedBesides(line.Due, null, 0), world.Watch.Rows.Owed!.Value);
        Assert.Equal((DeletionState.Overdue, OverdueKind.Case), (Health(world).State, Health(world).Oldest!.Value.Kind));

        var writes = world.Calls.CountOf("WatchStore.TrySaveAsync");
        await world.Sweep.ExecuteAsync(default);
        Assert.Equal(writes + 1, world.Calls.CountOf("WatchStore.TrySaveAsync"));

        await world.DeliverAsync();
        await world.Sweep.ExecuteAsync(default);
        Assert.Equal(OwedBesides.Nothing, world.Watch.Rows.Owed!.Value);
        Assert.Equal(DeletionState.Good, Health(world).State);
    }

    [Fact]
    public async Task CaseThatNeedsAPerson_IsCounted_UntilItDoesNot_AndIsNotOverdueForThat()
    {
        var world = await CaseAsync();
        await world.PassAsync(TimeSpan.FromDays(20));
        await world.Sweep.ExecuteAsync(default);
        Assert.True(Assert.Single(world.Cases.Store.All).NeedsPerson);
        Assert.Equal(new OwedBesides(null, null, 1), world.Watch.Rows.Owed!.Value);
        Assert.Equal(DeletionState.Good, Health(world).State);

        await world.Cases.Acknowledge.ExecuteAsync(
            new AcknowledgeDeletionCommand("games", world.Only.DeletionId, new Acknowledgement(null, [])), default);
        await world.DeliverAsync();
        await world.Sweep.ExecuteAsync(default);
        Assert.Equal(0, world.Watch.Rows.Owed!.Value.CasesForPerson);
    }

    [Fact]
    public async Task LinesOfADiscovery_ThatCannotBeRemoved_AreOverdue_AndHoldUpNoOther()
    {
        var world = new World();
        var stuck = (await world.OpenDiscovery.ExecuteAsync(world.TheClient, DiscoveryFormat.Ndjson, [], default))!.Discovery;
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var other = (await world.OpenDiscovery.ExecuteAsync(world.TheClient, DiscoveryFormat.Ndjson, [], default))!.Discovery;
        var tries = 0;
        world.Discoveries.Calls.Before = call => call == "DiscoveryStore.TrySaveAsync" && tries++ == 0 ? throw new IOException() : Task.CompletedTask;
        world.Clock.Now = stuck.Deadline.AddHours(2);

        await Assert.ThrowsAsync<IOException>(() => world.Sweep.ExecuteAsync(default));
        Assert.Equal([false, true], new[] { stuck, other }.Select(one => world.Discoveries.FindAsync(one.Id, default).Result!.Discovery.Lapsed));
        Assert.Equal(stuck.Deadline, world.Watch.Rows.Owed!.Value.OldestDiscovery);
        Assert.Equal((DeletionState.Overdue, OverdueKind.Discovery), (Health(world).State, Health(world).Oldest!.Value.Kind));

        await world.Sweep.ExecuteAsync(default);
        Assert.Equal(OwedBesides.Nothing, world.Watch.Rows.Owed!.Value);
    }

    /// <summary>What could not be looked at is not taken for done.</summary>
    [Fact]
    public async Task SweepThatCannotReadCases_LeavesThemOverdue()
    {
        var world = await CaseAsync();
        world.Clock.Now = Assert.Single(world.Cases.Store.Lines).Due.AddHours(2);
        await world.Sweep.ExecuteAsync(default);
        world.Calls.Before = call => call.StartsWith("Cases.", StringComparison.Ordinal) ? throw new IOException() : Task.CompletedTask;

        await Assert.ThrowsAsync<AggregateException>(() => world.Sweep.ExecuteAsync(default));

        Assert.Equal(1, world.Calls.CountOf("GuardianStore.PruneAsync") - 1);
        Assert.Equal(OverdueKind.Case, Health(world).Oldest!.Value.Kind);
    }

    /// <summary>It runs, and something that it does at the end fails every time.</summary>
    [Theory]
    [InlineData(20, false)]
    [InlineData(21, true)]
    public async Task SweepThatNeverFinishesWell_IsRaised(int minutes, bool raised)
    {
        var world = new World();
        var log = new RaisedEvents<NoteSweep>();
        var note = new NoteSweep(world.Watch, world.Queues, World.Functions, world.Clock, log);
        await world.Watch.BeatAsync(new Heartbeat("DeleteUnconsented", FinishedAt: world.Clock.Now), default);
        world.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await note.ExecuteAsync(world.Watch.Rows, new SweepFindings(world.Clock.Now, 0, null, 0, 0, 0, null), default);
        Assert.Equal(raised ? ["FunctionSilent"] : [], log.Names);
    }

    private static DeletionHealth Health(World world) =>
        DeletionHealth.Of(world.Watch.Rows, null, World.Functions.Sweep, world.Clock.Now, world.Clock.Now);

    /// <summary>A client that was asked to delete, and has not said that it did.</summary>
    private static async Task<World> CaseAsync()
    {
        var world = new World(World.Client with { Deletion = new DeletionPolicy(Acknowledge: true) });
        await RegisterAsync(world);
        await world.DeliverAsync();
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.DeliverAsync();
        return world;
    }

    private static IReadOnlyList<FunctionStatus> Status(World world) =>
        world.Watch.Rows.StatusOf(World.Functions, world.Clock.Now, world.Clock.Now);

    private static Task<StartRegistrationResult> RegisterAsync(World world) => world.Start.ExecuteAsync(World.Child(client: world.TheClient), default);

    private static async Task SweepAndDeliverAsync(World world)
    {
        await world.Sweep.ExecuteAsync(default);
        await world.DeliverAsync();
    }
}
