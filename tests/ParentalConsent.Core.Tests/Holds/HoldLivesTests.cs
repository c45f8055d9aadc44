using ParentalConsent.Core.Cases;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Holds;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Tests.Lives;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.Holds;

public sealed class HoldLivesTests
{
    private const string Id = "0123456789abcdef";
    private const string Reason = "File 12/2026 of the authority";
    private const string EndReason = "The authority closed the file";
    private readonly World world = new();

    [Fact]
    public async Task HeldRegistration_IsDeletedAtItsDeadline_AsEver()
    {
        await world.RegisterAsync();
        var (registration, deletionId) = (world.Only, world.Only.DeletionId);
        var set = Assert.IsType<SetHoldResult.Set>(await SetAsync(registration.Id, 730));
        Assert.Equal((deletionId, registration.ClientId, true), (set.Hold.DeletionId, set.Hold.ClientId, set.Hold.Logged));

        await world.PassAsync(TimeSpan.FromDays(15));

        var tombstone = world.Only;
        Assert.Equal((RegistrationState.Deleted, (PersonalDetails?)null, false, (string?)null), (tombstone.State, tombstone.Details, tombstone.HoldsData, tombstone.GuardianHash));
        Assert.True(tombstone.DeletedAt < registration.Deadline + TimeSpan.FromHours(1));
        Assert.Null(await world.Store.ReadDataAsync((await world.Store.FindAsync(registration.Id, default))!, default));
        Assert.Equal(deletionId, (await ((IDeletionLog)world.Log).FindAsync(deletionId, default))!.Record.DeletionId);
        Assert.Equal([deletionId], await new HeldDeletions(world.Holds).ReadHeldAsync(default));
    }

    [Fact]
    public async Task DeletionThatIsOver_IsHeldByItsId()
    {
        await world.RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(15));

        var set = Assert.IsType<SetHoldResult.Set>(await SetAsync(world.Only.DeletionId, 1));

        Assert.Equal((world.Only.Id, world.Only.DeletionId), (set.Hold.RegistrationId, set.Hold.DeletionId));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef01234567")]
    public async Task UnknownCase_IsNotHeld(string about)
    {
        Assert.IsType<SetHoldResult.NotFound>(await SetAsync(about, 1));
        Assert.Empty(world.Holds.All);
        Assert.Empty(world.Log.Entries);
    }

    [Fact]
    public async Task Hold_EndsByItself_AndTheSweepSaysSoOnce()
    {
        await world.RegisterAsync();
        await SetAsync(world.Only.Id, 2);

        world.Clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        await world.Sweep.ExecuteAsync(default);
        Assert.Equal([LogKind.HoldSet], Kinds());

        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Sweep.ExecuteAsync(default);
        await world.Sweep.ExecuteAsync(default);

        Assert.Equal([LogKind.HoldSet, LogKind.HoldExpired], Kinds());
        Assert.Equal(HoldState.Expired, Assert.Single(world.Holds.All).State);
        Assert.Empty(await new HeldDeletions(world.Holds).ReadHeldAsync(default));
        Assert.IsType<ReleaseHoldResult.Over>(await ReleaseAsync());
    }

    [Fact]
    public async Task Hold_IsReleasedOnce_ThoughAskedTwice_AndByTwo()
    {
        await world.RegisterAsync();
        await SetAsync(world.Only.Id, 2);

        Assert.IsType<ReleaseHoldResult.Released>(await ReleaseAsync());
        Assert.IsType<ReleaseHoldResult.Released>(await ReleaseAsync());
        Assert.IsType<ReleaseHoldResult.Over>(await world.ReleaseHold.ExecuteAsync(new ReleaseHoldCommand(Id, EndReason, "Bob"), default));
        Assert.IsType<ReleaseHoldResult.NotFound>(await world.ReleaseHold.ExecuteAsync(new ReleaseHoldCommand("f123456789abcdef", EndReason, "Bob"), default));
        world.Clock.Advance(TimeSpan.FromDays(3));
        await world.Sweep.ExecuteAsync(default);

        Assert.Equal([LogKind.HoldSet, LogKind.HoldReleased], Kinds());
    }

    [Fact]
    public async Task ManyAtOnce_AreOneHold_AndOneRelease()
    {
        await world.RegisterAsync();
        var id = world.Only.Id;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SetAsync(id, 2))));
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
            world.ReleaseHold.ExecuteAsync(new ReleaseHoldCommand(Id, EndReason, $"Staff {number}"), default))));

        Assert.Single(results, result => result is ReleaseHoldResult.Released);
        Assert.Equal([LogKind.HoldSet, LogKind.HoldReleased], Kinds());
    }

    /// <summary>Each call of setting and ending a hold, cut off before and after it; then repeated by the operator, or left to the sweep.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task ACutAtAnyCall_LeavesOneHold_ThatIsLoggedOnce(bool after, bool repeats)
    {
        for (var cut = 1; ; cut++)
        {
            var cutWorld = new World();
            await cutWorld.RegisterAsync();
            var calls = 0;
            TestKit.Memory.MemoryCalls[] ports = [cutWorld.Calls, cutWorld.Holds.Calls];
            Func<string, Task> stop = _ => ++calls == cut ? throw new InvalidOperationException("cut off") : Task.CompletedTask;
            foreach (var port in ports)
            {
                port.Before = after ? null : stop;
                port.After = after ? stop : null;
            }

            var set = await TryAsync(() => cutWorld.SetHold.ExecuteAsync(new SetHoldCommand(Id, cutWorld.Only.Id, Reason, 2, "Ada"), default), repeats);
            var ended = await TryAsync(() => cutWorld.ReleaseHold.ExecuteAsync(new ReleaseHoldCommand(Id, EndReason, "Ada"), default), repeats);
            var wasCut = calls >= cut;
            foreach (var port in ports)
            {
                (port.Before, port.After) = (null, null);
            }

            await cutWorld.Sweep.ExecuteAsync(default);

            // Either it was never set, as if nobody had pressed; or everything that was stored is in the log, once.
            var stored = cutWorld.Holds.All;
            Assert.True(stored.Count == 1 || (!set && !repeats), $"cut at {cut}");
            Assert.All(stored, hold => Assert.True(hold.Logged, $"cut at {cut}"));
            Assert.Equal(stored.SelectMany(hold => hold.Records()).Select(record => record.Key), cutWorld.Log.Entries.Select(entry => entry.Record.Key));
            Assert.True(!repeats || (ended && stored[0].State is HoldState.Released), $"cut at {cut}");
            if (!wasCut)
            {
                Assert.True(cut > 8, $"{cut} calls were cut.");
                return;
            }
        }
    }

    [Fact]
    public async Task LongEnded_IsForgotten_AndTheLogIsNot()
    {
        await world.RegisterAsync();
        await SetAsync(world.Only.Id, 1);
        await ReleaseAsync();

        world.Clock.Advance(TimeSpan.FromDays((3 * 365) - 1));
        await world.Settle.ExecuteAsync(world.Clock.Now, default);
        Assert.Single(world.Holds.All);
        world.Clock.Advance(TimeSpan.FromDays(3));
        await world.Settle.ExecuteAsync(world.Clock.Now, default);

        Assert.Empty(world.Holds.All);
        Assert.Equal([LogKind.HoldSet, LogKind.HoldReleased], Kinds());
    }

    /// <summary>Held while the case is open, and once more before that hold ends: the log has all that the case had, and keeps it.</summary>
    [Fact]
    public async Task HeldCase_AnswersWithAllItsSteps_LongAfterTheLogOfOthersWent()
    {
        var held = new World(TargetLivesTests.Client with { Deletion = new DeletionPolicy(Acknowledge: true, WithinDays: 8) });
        var parts = new LogParts(held.Log, held.Checkpoints, held.Clock, holds: new HeldDeletions(held.Holds));
        var before = await EndAsync(held, "child-0", parts);
        held.Cases.Targets["uploads", $"{RegistrationIdOf(held, "child-1")}/child-1/"] = 3;
        held.Cases.Targets.Fails = target => target.Name == "profiles" ? "HTTP 403" : null;
        var deletionId = await BeginAsync(held, "child-1");
        await held.PassAsync(TimeSpan.FromDays(5));
        Assert.IsType<SetHoldResult.Set>(await held.SetHold.ExecuteAsync(new SetHoldCommand(Id, deletionId, Reason, 730, "Ada"), default));
        await held.Cases.Acknowledge.ExecuteAsync(
            new AcknowledgeDeletionCommand("games", deletionId, new Acknowledgement(held.Clock.Now.AddHours(-1), ["crm", "backup"])), default);
        await held.Cases.Resolve.ExecuteAsync(new ResolveStepCommand(deletionId, "target:profiles", "Deleted by hand, as the client asked."), default);
        var open = Assert.Single(held.Cases.Store.All);
        Assert.Equal([true, true, false], open.Steps.Select(step => step.Tries > 0));
        Assert.Equal("HTTP 403", open.Steps[1].LastError);
        await CloseAsync(held, parts);

        held.Clock.Advance(TimeSpan.FromDays(700));
        Assert.IsType<SetHoldResult.Set>(await held.SetHold.ExecuteAsync(new SetHoldCommand("fedcba9876543210", deletionId, Reason, 730, "Ada"), default));
        held.Clock.Advance(TimeSpan.FromDays(600));
        await held.Settle.ExecuteAsync(held.Clock.Now, default);
        held.Cases.Targets.Fails = _ => null;
        await EndAsync(held, "child-2", parts);
        await parts.Tend.ExecuteAsync(true, default);

        Assert.Null(await held.Cases.Read.ExecuteAsync(before, default));
        var view = (await held.Cases.Read.ExecuteAsync(deletionId, default))!;
        Assert.Equivalent(open.Steps, view.Steps.Skip(2), strict: true);
        Assert.Equal((open.DeletedAt, open.Reason, open.CompletedAt), (view.DeletedAt, view.Reason, view.CompletedAt));

        held.Clock.Advance(TimeSpan.FromDays(200));
        await held.Settle.ExecuteAsync(held.Clock.Now, default);
        await parts.Tend.ExecuteAsync(true, default);
        Assert.Null(await held.Cases.Read.ExecuteAsync(deletionId, default));
    }

    private static string RegistrationIdOf(World world, string subject) => world.Ids.ForSubjectAsync("games", subject, default).Result;

    /// <returns>The deletion's id; its case is open.</returns>
    private static async Task<string> BeginAsync(World world, string subject)
    {
        await world.Start.ExecuteAsync(World.Child(subject, world.TheClient), default);
        await world.DeliverAsync();
        var id = RegistrationIdOf(world, subject);
        await world.Cancel.ExecuteAsync("games", id, default);
        await world.DeliverAsync();
        return world.Store.Registrations.Single(one => one.Id == id).DeletionId;
    }

    private static async Task<string> EndAsync(World world, string subject, LogParts parts)
    {
        var deletionId = await BeginAsync(world, subject);
        await world.Cases.Acknowledge.ExecuteAsync(new AcknowledgeDeletionCommand("games", deletionId, new Acknowledgement(null, [])), default);
        await CloseAsync(world, parts);
        return deletionId;
    }

    private static async Task CloseAsync(World world, LogParts parts)
    {
        await world.DeliverAsync();
        Assert.Empty(world.Cases.Store.All);
        await parts.Sign.ExecuteAsync(default);
    }

    private static async Task<bool> TryAsync<T>(Func<Task<T>> run, bool repeats)
    {
        try
        {
            await run();
            return true;
        }
        catch (InvalidOperationException cut) when (cut.Message == "cut off")
        {
            return repeats && await TryAsync(run, repeats);
        }
    }

    private Task<SetHoldResult> SetAsync(string about, int days) =>
        world.SetHold.ExecuteAsync(new SetHoldCommand(Id, about, Reason, days, "Ada"), default);

    private Task<ReleaseHoldResult> ReleaseAsync() => world.ReleaseHold.ExecuteAsync(new ReleaseHoldCommand(Id, EndReason, "Ada"), default);

    private IEnumerable<LogKind> Kinds() => world.Log.Entries.Select(entry => entry.Record.Kind).Where(kind => kind is not LogKind.Deletion);
}
