using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Core.Tests.Lives;

public class SafetyStopTests
{
    private const int Limit = 5;

    private readonly World world = new(limits: DeletionLimits.Usual with { SafetyStopAt = Limit });

    [Fact]
    public async Task MoreThanTheLimit_IsNotHandedOut_AndIsInTheLogOnce()
    {
        await FallDueAsync(Limit + 1);

        await SweepAsync();
        await SweepAsync();

        Assert.DoesNotContain(world.Queues.Sent, sent => sent.Queue == "deletions");
        Assert.Equal((Limit + 1, Limit, true), (Stop.Due, Stop.Limit, Stop.Logged));
        Assert.All(world.Store.Registrations, registration => Assert.Equal(RegistrationState.AwaitingParent, registration.State));
        Assert.Equal(LogKind.SafetyStop, Assert.Single(world.Log.Entries).Record.Kind);
        Assert.Equal(0, world.Watch.Rows.Sweep!.Value.Last.HandedOut);
        Assert.Equal(DeletionState.Stopped, Health.State);
    }

    [Fact]
    public async Task TheLimit_IsHandedOut()
    {
        await FallDueAsync(Limit);
        await SweepAsync();

        Assert.Null(world.Watch.Rows.Stop);
        Assert.Equal(Limit, Deletions);
    }

    [Fact]
    public async Task WhileStopped_DecisionsAreDeletedAsEver()
    {
        await FallDueAsync(Limit + 1);
        await SweepAsync();
        var cancelled = world.Store.Registrations[0].Id;

        Assert.IsType<CancelRegistrationResult.Cancelled>(await world.Cancel.ExecuteAsync("games", cancelled, default));
        await world.DeliverAsync();

        Assert.Equal(cancelled, Assert.Single(world.Log.Entries, entry => entry.Record.Kind is LogKind.Deletion).Record.RegistrationId);
    }

    [Fact]
    public async Task Release_LetsGoWhatIsDue_IsInTheLog_AndEndsTheStop()
    {
        await FallDueAsync(Limit + 3);
        await SweepAsync();

        Assert.IsType<ReleaseSafetyStopResult.Released>(await ReleaseAsync(Limit + 3));
        Assert.Equal(DeletionState.Good, Health.State);
        await SweepAsync();
        Assert.Equal(Limit + 3, Deletions);
        await SweepAsync();

        Assert.Null(world.Watch.Rows.Stop);
        var release = Assert.Single(world.Log.Entries, entry => entry.Record.Kind is LogKind.SafetyRelease).Record;
        Assert.Equal(("8", Reason), (release.Facts["upTo"], release.Facts["reason1"]));
        Assert.DoesNotContain("Ada", release.Facts.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_IsRefused_WhereMoreIsDueThanTheOperatorExpects()
    {
        await FallDueAsync(Limit + 3);
        await SweepAsync();

        Assert.Equal(new ReleaseSafetyStopResult.MoreAreDue(Limit + 3), await ReleaseAsync(Limit + 2));

        await SweepAsync();
        Assert.Equal(0, Deletions);
    }

    [Fact]
    public async Task ReleasedTwiceAtOnce_IsReleasedOnce()
    {
        await FallDueAsync(Limit + 1);
        await SweepAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReleaseAsync(Limit + 1))));

        Assert.Single(results.OfType<ReleaseSafetyStopResult.Released>());
        Assert.Equal(3, results.OfType<ReleaseSafetyStopResult.NotStopped>().Count());
        Assert.IsType<ReleaseSafetyStopResult.NotStopped>(await ReleaseAsync(Limit + 1));
        Assert.Single(world.Log.Entries, entry => entry.Record.Kind is LogKind.SafetyRelease);
    }

    [Fact]
    public async Task ReleaseOfAStopThatAnotherTookThePlaceOf_DoesNothing()
    {
        await FallDueAsync(Limit + 1);
        await SweepAsync();

        Assert.IsType<ReleaseSafetyStopResult.NotStopped>(await world.Release.ExecuteAsync(
            new ReleaseSafetyStopCommand("another", "Ada", Reason, 99, TimeSpan.FromHours(1)), default));
        Assert.Null(Stop.Release);
    }

    /// <summary>Whatever the order in which their calls meet, the next sweep goes by the release.</summary>
    [Fact]
    public async Task ReleaseThatRacesASweep_Counts()
    {
        await FallDueAsync(Limit + 1);
        await SweepAsync();

        var release = Task.Run(() => ReleaseAsync(Limit + 1));
        await Task.WhenAll(release, Task.Run(() => world.Sweep.ExecuteAsync(default)), Task.Run(() => world.Sweep.ExecuteAsync(default)));
        await SweepAsync();

        Assert.IsType<ReleaseSafetyStopResult.Released>(await release);
        Assert.Equal(Limit + 1, Deletions);
    }

    [Fact]
    public async Task TwoSweepsAtOnce_TripOnce()
    {
        await FallDueAsync(Limit + 1);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.Sweep.ExecuteAsync(default))));

        Assert.DoesNotContain(world.Queues.Sent, sent => sent.Queue == "deletions");
        Assert.Equal($"stop-{Stop.Id}", Assert.Single(world.Log.Entries).Record.Key);
        Assert.True(Stop.Logged);
    }

    /// <summary>What falls due after the release is not what the operator looked at.</summary>
    [Fact]
    public async Task MoreThanTheLimitAfterTheRelease_TripsAnew()
    {
        await FallDueAsync(Limit + 1);
        await SweepAsync();
        var first = Stop.Id;
        await ReleaseAsync(Limit + 1);
        await FallDueAsync(Limit + 1, "later");

        await SweepAsync();

        Assert.NotEqual(first, Stop.Id);
        Assert.Null(Stop.Release);
        Assert.Equal(0, Deletions);
        Assert.Equal(2, world.Log.Entries.Count(entry => entry.Record.Kind is LogKind.SafetyStop));
    }

    /// <summary>Each call of tripping, releasing and sweeping is cut off once before and once after its effect.</summary>
    [Fact]
    public async Task ACutAtAnyCall_ChangesNothingInTheEnd()
    {
        var calls = await PlayAsync(null, after: false);
        Assert.True(calls > 15);
        for (var cutAt = 1; cutAt <= calls; cutAt++)
        {
            await PlayAsync(cutAt, after: false);
            await PlayAsync(cutAt, after: true);
        }
    }

    private const string Reason = "The first of September: schools sign up together.";

    private SafetyStop Stop => world.Watch.Rows.Stop!.Value;

    private DeletionHealth Health => DeletionHealth.Of(world.Watch.Rows, null, World.Functions.Sweep, world.Clock.Now, world.Clock.Now);

    private int Deletions => world.Log.Entries.Count(entry => entry.Record.Kind is LogKind.Deletion);

    private static async Task<int> PlayAsync(int? cutAt, bool after)
    {
        var story = new SafetyStopTests();
        await story.FallDueAsync(Limit + 1);
        var calls = 0;
        Func<string, Task> cut = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
        (story.world.Calls.Before, story.world.Calls.After) = after ? (null, cut) : (cut, (Func<string, Task>?)null);
        await World.AgainIfCutOffAsync(story.SweepAsync);
        await World.AgainIfCutOffAsync(() => story.ReleaseAsync(Limit + 1));
        var counted = calls;
        await World.AgainIfCutOffAsync(story.SweepAsync);
        await story.SweepAsync();
        await story.SweepAsync();

        var kinds = story.world.Log.Entries.Select(entry => entry.Record.Kind).ToList();
        Assert.Equal(Limit + 1, kinds.Count(kind => kind is LogKind.Deletion));
        Assert.Single(kinds, kind => kind is LogKind.SafetyStop);
        Assert.Single(kinds, kind => kind is LogKind.SafetyRelease);
        Assert.Null(story.world.Watch.Rows.Stop);
        return counted;
    }

    /// <summary>Registers children and lets their deadline pass, with nothing sweeping.</summary>
    private async Task FallDueAsync(int count, string name = "child")
    {
        for (var index = 0; index < count; index++)
        {
            Assert.IsType<StartRegistrationResult.Pending>(await world.Start.ExecuteAsync(World.Child($"{name}-{index}"), default));
        }

        world.Clock.Advance(TimeSpan.FromDays(14.01));
        world.Queues.TakeAll();
    }

    private Task<ReleaseSafetyStopResult> ReleaseAsync(int upTo) => world.Release.ExecuteAsync(
        new ReleaseSafetyStopCommand(Stop.Id, "Ada", Reason, upTo, TimeSpan.FromDays(30)), default);

    private async Task<bool> SweepAsync()
    {
        await world.Sweep.ExecuteAsync(default);
        await world.DeliverAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        return true;
    }
}
