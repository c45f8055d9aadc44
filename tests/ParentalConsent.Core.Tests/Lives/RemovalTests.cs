using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

public class RemovalTests
{
    private const string Reason = "The client closed the account by letter, file 12.";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Administrator_HasItDeleted_AndTheLogSaysWhy(bool granted)
    {
        var world = new World();
        await BeginAsync(world, granted);
        var mails = world.Mailer.Sent.Count;
        Assert.IsType<RemoveRegistrationResult.Removed>(await RemoveAsync(world));
        Assert.False(world.Only.HoldsData);
        await world.PassAsync(TimeSpan.FromHours(13));

        AssertGone(world);
        Assert.Equal(["Deleted 0"], world.Subjects.Skip(mails));
        Assert.Equal("administrator", world.Feed.Events[^1].Reason);
        Assert.IsType<RemoveRegistrationResult.EndsAnyway>(await RemoveAsync(world));
        Assert.IsType<RemoveRegistrationResult.NotFound>(
            await world.Remove.ExecuteAsync(new RemoveRegistrationCommand(new string('0', 32), Reason), default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OnAGuardiansBehalf_ThatIsTheReason_AndTheLogHasWhoOrderedItAndWhy(bool granted)
    {
        var world = new World();
        await BeginAsync(world, granted);
        Assert.IsType<RemoveRegistrationResult.Removed>(await RemoveAsync(world, guardianAsked: true));
        Assert.Equal("removed", (await world.Check.ExecuteAsync("games", "child-1", null, default))!.Reason);
        await world.PassAsync(TimeSpan.FromHours(13));

        AssertGone(world, DeletionReason.GuardianRequest);
        Assert.Equal("guardianRequest", world.Feed.Events[^1].Reason);
        Assert.Equal("guardianRequest", (await world.Check.ExecuteAsync("games", "child-1", null, default))!.Reason);
        Assert.True(world.Log.Entries[1].Record.IsOrdered);
    }

    /// <summary>Nobody withdrew a consent; a case that begins later says no more than the deletion did.</summary>
    [Fact]
    public async Task OnAGuardiansBehalf_TheClientIsToldOfTheDeletionAlone_AlsoByItsCase()
    {
        var world = new World(World.Client with { Deletion = new DeletionPolicy(Acknowledge: true) });
        await BeginAsync(world, granted: true);
        await RemoveAsync(world, guardianAsked: true);
        await world.PassAsync(TimeSpan.FromHours(13));
        Assert.True(Assert.Single(world.Cases.Store.All).IsBegun);
        Assert.Equal(["registration.pending", "consent.granted", "deletion.requested"], world.Feed.Words);
    }

    [Fact]
    public async Task LongReason_IsLoggedWhole()
    {
        var world = new World();
        await BeginAsync(world, granted: false);
        var reason = new string('x', 150) + " " + new string('y', 349);
        await world.Remove.ExecuteAsync(new RemoveRegistrationCommand(world.Only.Id, reason), default);
        await world.DeliverAsync();
        var facts = world.Log.Entries[0].Record.Facts;
        Assert.Equal(reason, facts["reason1"] + facts["reason2"] + facts["reason3"]);
    }

    [Fact]
    public async Task ACutAtAnyCall_ChangesNothingInTheEnd()
    {
        var calls = (await PlayAsync(cutAt: null, after: false)).Calls.Count;
        Assert.True(calls > 10);
        for (var cutAt = 1; cutAt <= calls; cutAt++)
        {
            foreach (var after in new[] { false, true })
            {
                var world = await PlayAsync(cutAt, after);
                AssertGone(world, DeletionReason.GuardianRequest);
                Assert.Equal(["registration.pending", "consent.granted", "deletion.requested", "deletion.completed"], world.Feed.Words);
                Assert.InRange(world.Mailer.Sent.Where(mail => mail.Subject == "Deleted 0").DistinctBy(mail => mail.MessageId).Count(), 0, 1);
                Assert.InRange(world.Subjects.Count(subject => subject == "Deleted 0"), IsOnTheWayToTheMail(world, cutAt) ? 0 : 1, 2);
            }
        }
    }

    [Fact]
    public async Task GuardianWhoIsFaster_IsMetByTheDeletionAllTheSame()
    {
        var world = new World();
        await BeginAsync(world, granted: false);
        var faster = true;
        world.Calls.Before = async name =>
        {
            if (name == "RegistrationStore.TrySaveAsync" && faster)
            {
                faster = false;
                await world.DecideAsync(ConsentDecision.Grant);
            }
        };
        Assert.IsType<RemoveRegistrationResult.Removed>(await RemoveAsync(world));
        await world.PassAsync(TimeSpan.FromHours(13));
        AssertGone(world);
    }

    /// <summary>It is tried once: the deletion does not wait for it.</summary>
    private static bool IsOnTheWayToTheMail(World world, int cutAt) =>
        world.Calls.Names.ElementAt(cutAt - 1) is "GuardianStore.FindAsync" or "Mailer.SendAsync";

    private static async Task<World> PlayAsync(int? cutAt, bool after)
    {
        var world = new World();
        await BeginAsync(world, granted: true);
        world.Calls.Reset();
        var calls = 0;
        Func<string, Task> cut = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
        (world.Calls.Before, world.Calls.After) = after ? (null, cut) : (cut, (Func<string, Task>?)null);
        await World.AgainIfCutOffAsync(() => RemoveAsync(world, guardianAsked: true));
        await world.PassAsync(TimeSpan.FromDays(2));
        return world;
    }

    private static async Task BeginAsync(World world, bool granted)
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        if (granted)
        {
            await world.DecideAsync(ConsentDecision.Grant);
            await world.DeliverAsync();
        }
    }

    private static Task<RemoveRegistrationResult> RemoveAsync(World world, bool guardianAsked = false) =>
        world.Remove.ExecuteAsync(new RemoveRegistrationCommand(world.Only.Id, Reason, guardianAsked), default);

    private static void AssertGone(World world, DeletionReason reason = DeletionReason.Administrator)
    {
        Assert.Equal((RegistrationState.Deleted, reason), (world.Only.State, world.Only.DeletionReason!.Value));
        Assert.Null(world.Only.Details);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Equal([LogKind.DeletionOrdered, LogKind.Deletion], world.Log.Entries.Select(entry => entry.Record.Kind));
        Assert.Equal(Reason, world.Log.Entries[0].Record.Facts["reason1"]);
        Assert.Equal("deletion.completed", world.Feed.Words.Last());
    }
}
