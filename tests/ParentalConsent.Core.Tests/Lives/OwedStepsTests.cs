using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>A deletion owes what its client's policy had when the subject was registered, whatever becomes of the policy.</summary>
public class OwedStepsTests
{
    private static readonly ClientPolicy Client = TargetLivesTests.Client with { Deletion = new DeletionPolicy(Acknowledge: true, WithinDays: 8) };

    private static readonly string[] Owed = ["clientSystems", "target:profiles", "target:uploads"];

    private readonly World world = new(Client);

    [Fact]
    public async Task Registration_NotesTheStepsOfItsClient_AndNothingWhereThereIsNone()
    {
        await RegisterAsync();
        Assert.Equal(Owed, world.Only.FurtherSteps);

        var simple = new World();
        await simple.RegisterAsync();
        Assert.Empty(simple.Only.FurtherSteps);
    }

    [Fact]
    public async Task ClientThatLeftThePolicy_LeavesEachStepToAPersonAtOnce_AndNothingIsCalledComplete()
    {
        await RegisterAsync();
        await EndWithoutClientAsync();
        var view = await ReadAsync();
        Assert.Equal(Owed, view.Steps.Skip(2).Select(step => step.Name));
        Assert.All(view.Steps.Skip(2), step => Assert.Equal((true, true, CaseStep.NotInPolicy), (step.IsOpen, step.NeedsPerson, step.LastError)));
        Assert.Null(view.CompletedAt);
        Assert.Equal(["registration.pending", "consent.expired", "deletion.requested"], world.Feed.Words);
        Assert.Equal("child-1", Assert.Single(world.Cases.Store.All).SubjectId);

        await world.PassAsync(TimeSpan.FromDays(10));
        Assert.True(await world.Cases.Retry.ExecuteAsync(world.Only.DeletionId, default));
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Single(Requests);
        foreach (var step in Owed)
        {
            Assert.IsType<ResolveStepResult.Resolved>(await world.Cases.Resolve.ExecuteAsync(
                new ResolveStepCommand(world.Only.DeletionId, step, "The client is out of business."), default));
        }

        await world.AssertNoCaseIsLeftAsync();
        Assert.Equal(
            [LogKind.Deletion, LogKind.StepResolved, LogKind.StepResolved, LogKind.StepResolved, LogKind.CaseClosed],
            world.Log.Entries.Select(entry => entry.Record.Kind));
    }

    [Fact]
    public async Task ClientThatComesBack_IsAskedAnew_ItsTargetsAreCleared_AndItsWordCloses()
    {
        await RegisterAsync();
        world.Cases.Targets["profiles", "child-1"] = 3;
        await EndWithoutClientAsync();
        Policies["games"] = Client;
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(0, world.Cases.Targets["profiles", "child-1"]);
        Assert.Equal([null, 1], Requests.Select(told => told.Reminder));
        Assert.False((await ReadAsync()).NeedsPerson);
        Assert.IsType<AcknowledgeDeletionResult.Noted>(await AcknowledgeAsync());
        await world.AssertNoCaseIsLeftAsync();
        Assert.Equal("deletion.completed", world.Feed.Words.Last());
    }

    [Fact]
    public async Task ClientThatComesBack_AndIsSilent_IsRemindedOnceMore_ThenSomebodyHasToLook()
    {
        await RegisterAsync();
        await EndWithoutClientAsync();
        Policies["games"] = Client;
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal([null, 1, 2], Requests.Select(told => told.Reminder));
        Assert.True((await ReadAsync()).NeedsPerson);
    }

    [Fact]
    public async Task TargetThatWasTakenOut_NeedsAPersonAtOnce_AndTheOtherIsCleared()
    {
        await RegisterAsync();
        world.Cases.Targets["profiles", "child-1"] = 3;
        Policies["games"] = Client with { Targets = [Client.Targets[1]] };
        await CancelAsync();
        var steps = (await ReadAsync()).Steps;
        Assert.Equal((true, CaseStep.NotInPolicy), (steps[3].NeedsPerson, steps[3].LastError));
        Assert.Equal(StepState.Done, steps[4].State);
        Assert.Equal(3, world.Cases.Targets["profiles", "child-1"]);
        Assert.IsType<StartRegistrationResult.DeletionInProgress>(await StartAsync());

        Policies["games"] = Client;
        Assert.True(await world.Cases.Retry.ExecuteAsync(world.Only.DeletionId, default));
        await world.DeliverAsync();
        Assert.Equal(0, world.Cases.Targets["profiles", "child-1"]);
    }

    [Fact]
    public async Task ClientThatIsNotToAcknowledgeAnyMore_IsNotReminded_AndCanAcknowledgeAllTheSame()
    {
        await RegisterAsync();
        Policies["games"] = Client with { Deletion = DeletionPolicy.None };
        await CancelAsync();
        await world.PassAsync(TimeSpan.FromDays(6));
        Assert.False((await ReadAsync()).NeedsPerson);
        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.True((await ReadAsync()).NeedsPerson);
        Assert.Single(Requests);
        Assert.IsType<AcknowledgeDeletionResult.Noted>(await AcknowledgeAsync());
        await world.AssertNoCaseIsLeftAsync();
        Assert.Contains(world.Log.Entries, entry => entry.Record.Kind is LogKind.CaseClosed);
    }

    /// <summary>What was registered before steps were noted has those that the policy has now.</summary>
    [Fact]
    public async Task WhatWasRegisteredBeforeStepsWereNoted_OwesWhatThePolicyHasNow()
    {
        await RegisterAsync();
        await ForgetStepsAsync();
        await CancelAsync();
        Assert.Equal(Owed, (await ReadAsync()).Steps.Skip(2).Select(step => step.Name));

        var without = new OwedStepsTests();
        await without.RegisterAsync();
        await without.ForgetStepsAsync();
        await without.EndWithoutClientAsync();
        Assert.Equal(2, (await without.ReadAsync()).Steps.Count);
        Assert.Empty(without.world.Cases.Store.All);
    }

    [Fact]
    public async Task AccountThatWasDiscovered_OwesTheSteps_AfterItsClientLeft()
    {
        var deleting = Client with { Discoveries = DiscoveryPolicy.Delete };
        await world.Discover.ExecuteAsync(World.Child(client: deleting) with { Age = new AgeStatement(null, null, null), Data = null }, default);
        Assert.Equal(Owed, world.Only.FurtherSteps);
        Policies.Remove("games");
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.All((await ReadAsync()).Steps.Skip(2), step => Assert.Equal(CaseStep.NotInPolicy, step.LastError));
    }

    /// <summary>A new version of the app, with another policy, is what kills a worker most often.</summary>
    [Fact]
    public async Task WorkerThatWasCutOff_BeforeTheTombstone_LeavesOutNothingThatTheNextPolicyHas()
    {
        Policies["games"] = Client with { Targets = [Client.Targets[0]] };
        await world.Start.ExecuteAsync(World.Child(client: Policies["games"]), default);
        await world.DeliverAsync();
        await world.Cases.Plan.ExecuteAsync(world.Only, world.Clock.Now, default);
        Policies["games"] = Client with { Deletion = DeletionPolicy.None };
        await CancelAsync();
        Assert.Equal(Owed, (await ReadAsync()).Steps.Skip(2).Select(step => step.Name));
        Assert.Equal(Owed, world.Only.FurtherSteps);
    }

    [Fact]
    public async Task ACutAtAnyCall_AfterTheClientLeft_ForgetsNoStep()
    {
        var calls = (await PlayAsync(cutAt: null, after: false)).world.Calls.Count;
        Assert.InRange(calls, 15, 500);
        for (var cutAt = 1; cutAt <= calls; cutAt++)
        {
            foreach (var after in new[] { false, true })
            {
                var played = await PlayAsync(cutAt, after);
                Assert.All((await played.ReadAsync()).Steps.Skip(2), step => Assert.Equal((true, CaseStep.NotInPolicy), (step.NeedsPerson, step.LastError)));
                Assert.Equal(["registration.pending", "deletion.requested"], played.world.Feed.Words);
                Assert.Single(played.world.Log.Entries);
                Assert.Contains(Assert.Single(played.world.Cases.Store.All).Line, played.world.Cases.Store.Lines);
                Assert.Empty(played.world.Poison);
            }
        }
    }

    private static async Task<OwedStepsTests> PlayAsync(int? cutAt, bool after)
    {
        var played = new OwedStepsTests();
        await played.RegisterAsync();
        played.Policies.Remove("games");
        played.world.Calls.Reset();
        var calls = 0;
        Func<string, Task> cut = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
        (played.world.Calls.Before, played.world.Calls.After) = after ? (null, cut) : (cut, (Func<string, Task>?)null);
        await World.AgainIfCutOffAsync(() => played.world.Cancel.ExecuteAsync("games", played.world.Only.Id, default));
        await played.world.PassAsync(TimeSpan.FromHours(2));
        return played;
    }

    private List<ClientEvent> Requests => [.. world.Feed.Events.Where(told => told.Type is EventType.DeletionRequested)];

    private Dictionary<string, ClientPolicy> Policies => (Dictionary<string, ClientPolicy>)world.Policies.Clients;

    private Task<StartRegistrationResult> StartAsync() => world.Start.ExecuteAsync(World.Child(client: world.TheClient), default);

    private async Task RegisterAsync()
    {
        await StartAsync();
        await world.DeliverAsync();
    }

    /// <summary>As a row that has no such column is read.</summary>
    private async Task ForgetStepsAsync()
    {
        var current = (await world.Store.FindAsync(world.Only.Id, default))!;
        var change = Registration.Record(current.Registration with { FurtherSteps = [] }, "Older", Actor.Service, world.Clock.Now);
        Assert.True(await world.Store.TrySaveAsync(current, change, default));
    }

    private async Task CancelAsync()
    {
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.PassAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>Nobody answers, and nobody who could call it off is there any more.</summary>
    private async Task EndWithoutClientAsync()
    {
        Policies.Remove("games");
        await world.PassAsync(world.Only.Deadline - world.Clock.Now + TimeSpan.FromMinutes(10));
    }

    private Task<AcknowledgeDeletionResult> AcknowledgeAsync() => world.Cases.Acknowledge.ExecuteAsync(
        new AcknowledgeDeletionCommand("games", world.Only.DeletionId, new Acknowledgement(null, [])), default);

    private async Task<CaseView> ReadAsync() => (await world.Cases.Read.ExecuteAsync(world.Only.DeletionId, default))!;
}
