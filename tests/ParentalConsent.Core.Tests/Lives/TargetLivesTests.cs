using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

public class TargetLivesTests
{
    public static readonly ClientPolicy Client = World.Client with
    {
        Targets =
        [
            new DeletionTarget("profiles", TargetKind.Table, new Uri("https://a.table.example"), "profiles", "{subjectId}"),
            new DeletionTarget("uploads", TargetKind.Blobs, new Uri("https://a.blob.example"), "uploads", "{registrationId}/{subjectId}/"),
        ],
    };

    private readonly World world = new(Client);

    [Fact]
    public async Task Targets_AreDeleted_Counted_AndLogged_AndThenItIsComplete()
    {
        await BeginAsync();
        world.Cases.Targets["profiles", "child-1"] = 3;
        world.Cases.Targets["profiles", "child-10"] = 5;
        world.Cases.Targets["uploads", $"{world.Only.Id}/child-1/"] = 2345;
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(0, world.Cases.Targets["profiles", "child-1"]);
        Assert.Equal(5, world.Cases.Targets["profiles", "child-10"]);
        Assert.Equal(0, world.Cases.Targets["uploads", $"{world.Only.Id}/child-1/"]);
        Assert.Equal(["registration.pending", "deletion.requested", "deletion.completed"], world.Feed.Words);
        Assert.Equal([LogKind.Deletion, LogKind.TargetCleared, LogKind.TargetCleared, LogKind.CaseClosed], world.Log.Entries.Select(entry => entry.Record.Kind));
        var view = (await world.Cases.Read.ExecuteAsync(world.Only.DeletionId, default))!;
        Assert.Equal([(3, 0), (2345, 0)], view.Steps.Skip(2).Select(step => (step.Found!.Value, step.Left!.Value)));
        Assert.Equal(
            [("target:profiles", true, "service", 3L), ("target:uploads", true, "service", 2345L)],
            world.Log.Entries.Where(entry => entry.Record.Kind is LogKind.TargetCleared)
                .Select(entry => CertificateSteps.Read(entry.Record, view.DeletionId, entry.Record.Facts["step"]!)!)
                .Select(step => (step.Name, step.Done, step.By!, step.Count!.Value)));
        await world.AssertNoCaseIsLeftAsync();
    }

    [Fact]
    public async Task TargetThatFails_IsTriedWithGrowingDelay_ThenSomebodyHasToLook_AndTriesAgain()
    {
        await BeginAsync();
        world.Cases.Targets["profiles", "child-1"] = 1;
        var (tries, fails) = (0, true);
        world.Cases.Targets.Fails = target => target.Name == "profiles" && fails ? Fail() : null;
        string Fail()
        {
            tries++;
            return "HTTP 403";
        }

        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.PassAsync(TimeSpan.FromHours(2));
        Assert.InRange(tries, 3, 5);
        Assert.False((await ReadAsync()).NeedsPerson);
        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.InRange(tries, 6, 9);
        var step = (await ReadAsync()).Steps[2];
        Assert.Equal((true, "HTTP 403"), (step.NeedsPerson, step.LastError));
        Assert.Equal(StepState.Done, (await ReadAsync()).Steps[3].State);

        fails = false;
        Assert.True(await world.Cases.Retry.ExecuteAsync(world.Only.DeletionId, default));
        await world.DeliverAsync();
        Assert.Equal("deletion.completed", world.Feed.Words.Last());
        Assert.Single(world.Feed.Words, word => word == "deletion.requested");
        await world.AssertNoCaseIsLeftAsync();
    }

    [Fact]
    public async Task SubjectIsNotRegisteredAnew_WhileTargetsAreOpen_AndIsOnceTheyAreDone()
    {
        await BeginAsync();
        var fails = true;
        world.Cases.Targets.Fails = _ => fails ? "HTTP 503" : null;
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.IsType<StartRegistrationResult.DeletionInProgress>(await StartAsync());
        Assert.Equal(RegistrationState.Deleted, world.Only.State);

        fails = false;
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.IsType<StartRegistrationResult.Pending>(await StartAsync());
    }

    [Fact]
    public async Task SubjectsId_IsForgotten_WithTheLastTarget_ThoughTheClientStillHasToAcknowledge()
    {
        var both = new World(Client with { Deletion = new DeletionPolicy(Acknowledge: true) });
        await both.Start.ExecuteAsync(World.Child(client: both.TheClient), default);
        await both.DeliverAsync();
        Assert.Equal("child-1", both.Only.Details!.SubjectId);
        await both.Cancel.ExecuteAsync("games", both.Only.Id, default);
        await both.PassAsync(TimeSpan.FromMinutes(1));
        var open = Assert.Single(both.Cases.Store.All);
        Assert.Null(open.SubjectId);
        Assert.Equal([true, false, false], open.Steps.Select(step => step.IsOpen));
    }

    /// <summary>A run that goes on after its step was resolved would delete what comes then.</summary>
    [Fact]
    public async Task WhileAWorkerDeletes_ItsStepCannotBeResolved()
    {
        await BeginAsync();
        ResolveStepResult? during = null;
        world.Cases.Targets["profiles", "child-1"] = 1;
        world.Calls.Before = async call =>
        {
            if (call == "DeletionTargets.DeleteAsync")
            {
                world.Calls.Before = null;
                during = await world.Cases.Resolve.ExecuteAsync(
                    new ResolveStepCommand(world.Only.DeletionId, "target:profiles", "Deleted by hand, as the client asked."), default);
            }
        };
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.IsType<ResolveStepResult.Busy>(during);
        Assert.Equal("deletion.completed", world.Feed.Words.Last());
    }

    /// <summary>Nothing comes later that would bring it on: neither the sweep nor the end of the worker's time.</summary>
    [Fact]
    public async Task AcknowledgementWhileAWorkerDeletes_IsKept_AndSoIsWhatTheWorkerDid()
    {
        var both = new World(Client with { Deletion = new DeletionPolicy(Acknowledge: true) });
        await both.Start.ExecuteAsync(World.Child(client: both.TheClient), default);
        await both.DeliverAsync();
        both.Cases.Targets["profiles", "child-1"] = 3;
        AcknowledgeDeletionResult? during = null;
        both.Calls.Before = async call =>
        {
            if (call == "DeletionTargets.DeleteAsync")
            {
                both.Calls.Before = null;
                during = await both.Cases.Acknowledge.ExecuteAsync(
                    new AcknowledgeDeletionCommand("games", both.Only.DeletionId, new Acknowledgement(null, ["crm"])), default);
            }
        };
        await both.Cancel.ExecuteAsync("games", both.Only.Id, default);
        await both.DeliverAsync();

        Assert.IsType<AcknowledgeDeletionResult.Noted>(during);
        Assert.Equal("deletion.completed", both.Feed.Words.Last());
        Assert.Empty(both.Cases.Store.All);
        var view = (await both.Cases.Read.ExecuteAsync(both.Only.DeletionId, default))!;
        Assert.Equal(["crm"], view.Steps[2].Systems);
        Assert.Equal([(3, 0), (0, 0)], view.Steps.Skip(3).Select(step => (step.Found!.Value, step.Left!.Value)));
        Assert.Equal(2, both.Calls.CountOf("DeletionTargets.DeleteAsync"));
        await both.PassAsync(TimeSpan.FromHours(1));
        Assert.Empty(both.Cases.Store.Lines);
        Assert.Equal(5, both.Log.Entries.Count);
    }

    /// <summary>As the version before named no steps in a tombstone.</summary>
    [Fact]
    public async Task SubjectOfAnOlderTombstone_IsNotRegisteredAnew_WhileTargetsAreOpen()
    {
        await BeginAsync();
        world.Cases.Targets.Fails = _ => "HTTP 503";
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        var stored = (await world.Store.FindAsync(world.Only.Id, default))!;
        Assert.True(await world.Store.TryDeleteAsync(stored, stored.Registration with { FurtherSteps = [] }, default));

        Assert.IsType<StartRegistrationResult.DeletionInProgress>(await StartAsync());
    }

    /// <summary>Or else every sweep would look at it in vain, and say that something is overdue.</summary>
    [Fact]
    public async Task StepThatWaits_BesideOneThatIsOver_IsLookedAtInItsTime()
    {
        var both = new World(Client with { Deletion = new DeletionPolicy(Acknowledge: true, WithinDays: 8) });
        both.Cases.Targets.Fails = _ => "HTTP 503";
        await both.RegisterAsync();
        await both.Cancel.ExecuteAsync("games", both.Only.Id, default);
        await both.PassAsync(TimeSpan.FromHours(2));
        await both.Cases.Acknowledge.ExecuteAsync(
            new AcknowledgeDeletionCommand("games", both.Only.DeletionId, new Acknowledgement(null, [])), default);
        await both.PassAsync(TimeSpan.FromMinutes(5));

        var open = Assert.Single(both.Cases.Store.All);
        Assert.True(open.NextAt > both.Clock.Now);
        Assert.Equal(open.NextAt!.Value, open.Line.Due, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task OperatorWhoTriesAgainWhileATryFails_HasItTriedAgain()
    {
        await BeginAsync();
        var looks = 0;
        world.Cases.Targets.Fails = target => target.Name == "profiles" && ++looks > 1 ? "HTTP 403" : null;
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.True((await ReadAsync()).NeedsPerson);

        // The rights are given while a try is under way that did not have them yet.
        world.Calls.After = async call =>
        {
            if (call == "DeletionTargets.DeleteAsync")
            {
                world.Calls.After = null;
                world.Cases.Targets.Fails = _ => null;
                Assert.True(await world.Cases.Retry.ExecuteAsync(world.Only.DeletionId, default));
            }
        };
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.Sweep.ExecuteAsync(default);
        await world.DeliverAsync();
        Assert.Null(world.Calls.After);
        Assert.Equal("deletion.completed", world.Feed.Words.Last());
        await world.AssertNoCaseIsLeftAsync();
    }

    /// <summary>It is worth an entry, and is known from then on.</summary>
    [Fact]
    public async Task AcknowledgementThatNobodyAskedFor_IsLogged_WhileTargetsAreOpen_AndAfter()
    {
        await BeginAsync();
        var fails = true;
        world.Cases.Targets.Fails = _ => fails ? "HTTP 503" : null;
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        var said = new AcknowledgeDeletionCommand("games", world.Only.DeletionId, new Acknowledgement(null, ["crm"]));
        Assert.IsType<AcknowledgeDeletionResult.Noted>(await world.Cases.Acknowledge.ExecuteAsync(said, default));
        Assert.IsType<AcknowledgeDeletionResult.Known>(await world.Cases.Acknowledge.ExecuteAsync(said, default));
        fails = false;
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["crm"], (await ReadAsync()).Steps[^1].Systems);

        var after = new World(Client);
        await after.Start.ExecuteAsync(World.Child(client: after.TheClient), default);
        await after.DeliverAsync();
        await after.Cancel.ExecuteAsync("games", after.Only.Id, default);
        await after.PassAsync(TimeSpan.FromMinutes(1));
        Assert.IsType<AcknowledgeDeletionResult.Noted>(await after.Cases.Acknowledge.ExecuteAsync(said with { DeletionId = after.Only.DeletionId }, default));
        Assert.IsType<AcknowledgeDeletionResult.Known>(await after.Cases.Acknowledge.ExecuteAsync(said with { DeletionId = after.Only.DeletionId }, default));
    }

    [Fact]
    public async Task StepWhoseEntryWasAltered_IsNotTakenForDone()
    {
        await BeginAsync();
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.All((await ReadAsync()).Steps, step => Assert.False(step.IsOpen));
        world.Log.Tamper(entries =>
        {
            var index = entries.FindIndex(entry => entry.Record.Kind is LogKind.TargetCleared);
            entries[index] = entries[index] with { Record = entries[index].Record with { ClientId = "other" } };
        });
        Assert.Single((await ReadAsync()).Steps, step => step.IsOpen);
    }

    [Fact]
    public async Task ClientWithoutTargets_HasNoSubjectsIdKept()
    {
        var simple = new World();
        await simple.RegisterAsync();
        Assert.Null(simple.Only.Details!.SubjectId);
    }

    [Fact]
    public async Task WhatWasRegisteredBeforeTheTarget_OrOutlivesIt_NeedsAPersonAtOnce()
    {
        var policies = (Dictionary<string, ClientPolicy>)world.Policies.Clients;
        policies["games"] = World.Client;
        await world.Start.ExecuteAsync(World.Child(client: World.Client), default);
        await world.DeliverAsync();
        policies["games"] = Client;
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.All((await ReadAsync()).Steps.Skip(2), step => Assert.Equal((true, "subjectUnknown"), (step.NeedsPerson, step.LastError)));

        policies["games"] = World.Client;
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.All((await ReadAsync()).Steps.Skip(2), step => Assert.Equal("notInPolicy", step.LastError));
        foreach (var step in new[] { "target:profiles", "target:uploads" })
        {
            Assert.IsType<ResolveStepResult.Resolved>(await world.Cases.Resolve.ExecuteAsync(
                new ResolveStepCommand(world.Only.DeletionId, step, "Deleted by hand, as the client asked."), default));
        }

        await world.AssertNoCaseIsLeftAsync();
        Assert.Equal(2, world.Log.Entries.Count(entry => entry.Record.Kind is LogKind.StepResolved));
    }

    [Fact]
    public async Task TwoWorkersAtOnce_DeleteOneAfterTheOther()
    {
        await BeginAsync();
        world.Cases.Targets["profiles", "child-1"] = 5000;
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.Delete.ExecuteAsync(new DeletionMessage([world.Only.DeadlineEntry.ToString()]), default);
        var (inside, most) = (0, 0);
        world.Calls.Before = name =>
        {
            most = name == "DeletionTargets.DeleteAsync" ? Math.Max(most, Interlocked.Increment(ref inside)) : most;
            return Task.CompletedTask;
        };
        world.Calls.After = name =>
        {
            _ = name == "DeletionTargets.DeleteAsync" ? Interlocked.Decrement(ref inside) : 0;
            return Task.CompletedTask;
        };
        var message = new CaseMessage([Assert.Single(world.Cases.Store.All).Line.ToString()]);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.Cases.Advance.ExecuteAsync(message, default)));
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(1, most);
        Assert.Equal(0, world.Cases.Targets["profiles", "child-1"]);
        Assert.Equal("deletion.completed", world.Feed.Words.Last());
    }

    private async Task<CaseView> ReadAsync() => (await world.Cases.Read.ExecuteAsync(world.Only.DeletionId, default))!;

    private Task<StartRegistrationResult> StartAsync() => world.Start.ExecuteAsync(World.Child(client: world.TheClient), default);

    private async Task BeginAsync()
    {
        await StartAsync();
        await world.DeliverAsync();
    }
}
