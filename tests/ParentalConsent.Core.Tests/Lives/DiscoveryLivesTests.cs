using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Accounts that exist and turn out to be minors'.</summary>
public class DiscoveryLivesTests
{
    private static readonly ClientPolicy Deleting = World.Client with { Discoveries = DiscoveryPolicy.Delete };

    [Fact]
    public async Task Asked_ItIsARegistrationLikeAnyOther_AndGoesAtTheDeadline()
    {
        var world = new World();
        Assert.IsType<StartRegistrationResult.Pending>(await DiscoverAsync(world));
        Assert.IsType<StartRegistrationResult.Existing>(await DiscoverAsync(world));
        await world.PassAsync(TimeSpan.FromDays(15));

        Assert.Equal(["Notice 0", "Reminder 1", "Reminder 2", "Reminder 3", "Deleted 0"], world.Subjects);
        AssertDeleted(world, DeletionReason.Expired);
        Assert.Equal(["registration.pending", "consent.expired", "deletion.requested", "deletion.completed"], world.Feed.Words);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(null)]
    public async Task DeletedAtOnce_NobodyIsAsked_NothingAboutAnybodyIsStored_AndTheClientIsTold(int? age)
    {
        var world = new World(Deleting);
        var result = Assert.IsType<StartRegistrationResult.Deleting>(await DiscoverAsync(world, age));
        Assert.Equal(3, world.Calls.Count);
        Assert.Equal(
            (RegistrationState.Discovered, null, null, null, false),
            (world.Only.State, world.Only.Details, world.Only.GuardianHash, world.Only.MailboxHash, world.Only.HoldsData));
        await world.DeliverAsync();

        AssertDeleted(world, DeletionReason.Discovered);
        Assert.Equal(result.Registration.DeletionId, world.Only.DeletionId);
        Assert.Empty(world.Mailer.Sent);
        Assert.Equal(["deletion.requested", "deletion.completed"], world.Feed.Words);
        var gate = await world.Check.ExecuteAsync("games", "child-1", null, default);
        Assert.Equal((false, "discovered"), (gate!.Allowed, gate.Reason));
    }

    [Fact]
    public async Task OfAge_NothingIsStored()
    {
        foreach (var client in (ClientPolicy[])[World.Client, Deleting])
        {
            var world = new World(client);
            Assert.IsType<StartRegistrationResult.NotRequired>(await DiscoverAsync(world, 18));
            Assert.Equal(0, world.Calls.Count);
        }
    }

    [Fact]
    public async Task DeletedAtOnce_TheSameAgainIsTheSameDeletion_AndADayLaterAnother()
    {
        var world = new World(Deleting);
        await DiscoverAsync(world);
        Assert.IsType<StartRegistrationResult.Deleting>(await DiscoverAsync(world));
        await world.PassAsync(TimeSpan.FromHours(23));
        Assert.IsType<StartRegistrationResult.Deleting>(await DiscoverAsync(world));
        await world.PassAsync(TimeSpan.FromMinutes(45));
        AssertDeleted(world, DeletionReason.Discovered);

        await world.PassAsync(TimeSpan.FromHours(2));
        Assert.IsType<StartRegistrationResult.Deleting>(await DiscoverAsync(world));
        await world.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(2, world.Log.Entries.Select(entry => entry.Record.DeletionId).Distinct().Count());
        Assert.Empty(world.Deadlines.Entries);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DeletedAtOnce_LeavesAloneWhoAGuardianIsAskedAboutOrAgreedTo(bool granted)
    {
        var world = new World(Deleting);
        await world.Start.ExecuteAsync(World.Child(client: Deleting), default);
        await world.DeliverAsync();
        if (granted)
        {
            await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default);
        }

        Assert.IsType<StartRegistrationResult.Existing>(await DiscoverAsync(world));
        await world.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(granted ? RegistrationState.Granted : RegistrationState.AwaitingParent, world.Only.State);
        Assert.True(world.Only.HoldsData);
        Assert.Empty(world.Log.Entries);
    }

    [Fact]
    public async Task DeletedAtOnce_TheSubjectCanRegisterAnew_OnceItIsGone()
    {
        var world = new World(Deleting);
        await DiscoverAsync(world);
        Assert.IsType<StartRegistrationResult.Existing>(await world.Start.ExecuteAsync(World.Child(client: Deleting), default));
        await world.DeliverAsync();
        Assert.IsType<StartRegistrationResult.Pending>(await world.Start.ExecuteAsync(World.Child(client: Deleting), default));
        await world.DeliverAsync();

        Assert.Equal(["Notice 0"], world.Subjects);
        Assert.Equal(RegistrationState.AwaitingParent, world.Only.State);
        Assert.Single(world.Log.Entries);
    }

    [Fact]
    public async Task DeletedAtOnce_ACutAtAnyCall_ChangesNothingInTheEnd()
    {
        var calls = (await PlayAsync(null, false)).Calls.Count;
        Assert.True(calls > 6);
        for (var cutAt = 1; cutAt <= calls; cutAt++)
        {
            foreach (var after in new[] { false, true })
            {
                var world = await PlayAsync(cutAt, after);
                Assert.Empty(world.Poison);
                Assert.Empty(world.Deadlines.Entries);
                AssertDeleted(world, DeletionReason.Discovered);
                Assert.Equal(["deletion.requested", "deletion.completed"], world.Feed.Words);
            }
        }
    }

    private static async Task<World> PlayAsync(int? cutAt, bool after)
    {
        var world = new World(Deleting);
        var calls = 0;
        Func<string, Task> cut = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
        (world.Calls.Before, world.Calls.After) = after ? (null, cut) : (cut, (Func<string, Task>?)null);
        await World.AgainIfCutOffAsync(() => DiscoverAsync(world));
        await world.PassAsync(TimeSpan.FromHours(2));
        return world;
    }

    private static Task<StartRegistrationResult> DiscoverAsync(World world, int? age = 11) => world.Discover.ExecuteAsync(
        World.Child(client: world.TheClient) with { Age = new AgeStatement(null, age, "DE"), Data = null }, CancellationToken.None);

    private static void AssertDeleted(World world, DeletionReason reason)
    {
        Assert.Equal((RegistrationState.Deleted, reason), (world.Only.State, world.Only.DeletionReason));
        Assert.Equal(reason, Assert.Single(world.Log.Entries).Record.Reason);
        Assert.Empty(world.Deadlines.Entries);
    }
}
