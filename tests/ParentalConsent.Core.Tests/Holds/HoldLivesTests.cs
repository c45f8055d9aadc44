using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Holds;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Tests.Lives;

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
