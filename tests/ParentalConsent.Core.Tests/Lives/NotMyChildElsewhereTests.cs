using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;
using static ParentalConsent.Core.Consents.ConsentDecision;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>"Not my child", said about one registration, stops the mails about every other of that client at that mailbox, reminders too.</summary>
public class NotMyChildElsewhereTests
{
    private const string Shared = "mum@example.com";
    private const string Elsewhere = "dad@example.com";

    private static readonly ClientPolicy Client = Askers.Client with { ReminderDays = [3, 7] };

    private readonly World world = new(Client);

    /// <summary>What the mailbox is asked about the first child: as its second guardian, about more, or to take back a consent.</summary>
    public enum Asked
    {
        AsSecond,
        AboutMore,
        OfItsConsent,
    }

    [Theory]
    [InlineData(Asked.AsSecond)]
    [InlineData(Asked.AboutMore)]
    [InlineData(Asked.OfItsConsent)]
    public async Task ToAnother_NoReminderGoesThereAnyMore(Asked asked)
    {
        var token = await AskAboutFirstAsync(world, asked);
        var before = await RegisterOtherAsync(world);
        await SayAsync(world, token, NotMyChild);
        await world.PassAsync(TimeSpan.FromDays(9));
        Assert.Equal(before, MailsToShared(world));
        Assert.Equal(StopReasons.Suppressed, Other(world).Mail.Stopped);
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task AllowedAgainBeforeTheReminder_ItGoes()
    {
        var token = await AskAboutFirstAsync(world, Asked.AsSecond);
        var before = await RegisterOtherAsync(world);
        var left = Assert.IsType<RecordDecisionResult.Left>(await SayAsync(world, token, NotMyChild));
        Assert.IsType<LiftSuppressionResult.Lifted>(await world.Lift.ExecuteAsync(await world.LiftTokenAsync(left.Registration), default));
        await world.PassAsync(TimeSpan.FromDays(5));
        Assert.Equal(before + 1, MailsToShared(world));
        Assert.Null(Other(world).Mail.Stopped);
    }

    /// <summary>One look at each other child, and one save where it was not marked; none where there is no other.</summary>
    [Fact]
    public async Task CostsTwoCallsForTheOther_AndNoneWhereThereIsNone()
    {
        var token = await AskAboutFirstAsync(world, Asked.AsSecond);
        world.Calls.Reset();
        await SayAsync(world, token, NotMyChild);
        Assert.Equal(4, world.Calls.Names.Count);

        var two = new World(Client);
        token = await AskAboutFirstAsync(two, Asked.AsSecond);
        await RegisterOtherAsync(two);
        two.Calls.Reset();
        await SayAsync(two, token, NotMyChild);
        Assert.Equal(6, two.Calls.Names.Count);
    }

    /// <summary>Registered between the look and the stop: the stop is tried again, and finds it.</summary>
    [Fact]
    public async Task OneThatIsAskedAboutAtThatMoment_IsNotMissed()
    {
        var token = await AskAboutFirstAsync(world, Asked.AsSecond);
        await world.PassAsync(TimeSpan.FromDays(1.2));
        world.Calls.Before = async call =>
        {
            if (call == "GuardianStore.TrySaveAsync")
            {
                world.Calls.Before = null;
                await world.Start.ExecuteAsync(World.Child("other", Client) with { ParentEmail = Shared }, default);
                await world.DeliverAsync();
            }
        };
        await SayAsync(world, token, NotMyChild);
        var before = MailsToShared(world);
        await world.PassAsync(TimeSpan.FromDays(13));
        Assert.Equal(before, MailsToShared(world));
    }

    /// <summary>Before and after each call, once.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACutAtAnyCall_StopsThemAllTheSame(bool after)
    {
        for (var cutAt = 1; ; cutAt++)
        {
            var cut = new World(Client);
            var token = await AskAboutFirstAsync(cut, Asked.AsSecond);
            var before = await RegisterOtherAsync(cut);
            var calls = 0;
            Func<string, Task> stop = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
            (cut.Calls.Before, cut.Calls.After) = after ? (null, stop) : (stop, (Func<string, Task>?)null);
            await SayAsync(cut, token, NotMyChild);
            await cut.PassAsync(TimeSpan.FromDays(9));
            Assert.Equal(before, MailsToShared(cut));
            Assert.Equal(StopReasons.Suppressed, Other(cut).Mail.Stopped);
            Assert.Empty(cut.Poison);
            if (calls < cutAt)
            {
                return;
            }
        }
    }

    /// <returns>The link by which they can say that the first child is not theirs.</returns>
    private static async Task<string> AskAboutFirstAsync(World world, Asked asked)
    {
        var parent = asked is Asked.AsSecond ? Elsewhere : Shared;
        await world.Start.ExecuteAsync(World.Child(client: Client) with { ParentEmail = parent, Purposes = ["account"] }, default);
        await world.DeliverAsync();
        if (asked is Asked.AsSecond)
        {
            await world.Invite.ExecuteAsync(new InviteGuardianCommand(Client, world.Only.Id, Shared), default);
        }
        else
        {
            await SayAsync(world, world.TokenTo(Shared, "Notice 0"), Grant);
            await world.Invite.ExecuteAsync(new InviteGuardianCommand(Client, world.Only.Id, Elsewhere), default);
        }

        if (asked is Asked.AboutMore)
        {
            await world.PassAsync(TimeSpan.FromDays(2));
            await world.More.ExecuteAsync(new AskForMoreCommand(Client, world.Only.Id, ["newsletter"]), default);
        }

        await world.DeliverAsync();
        return world.Mailer.Sent.Last(mail => mail.To == Shared).Text;
    }

    /// <returns>How many mails the mailbox has got once it was asked about the other child.</returns>
    private static async Task<int> RegisterOtherAsync(World world)
    {
        await world.Start.ExecuteAsync(World.Child("other", Client) with { ParentEmail = Shared }, default);
        await world.PassAsync(TimeSpan.FromDays(1.2));
        Assert.Equal(1, Other(world).Mail.Requests);
        return MailsToShared(world);
    }

    private static Task<RecordDecisionResult> SayAsync(World world, string token, ConsentDecision decision) => World.AgainIfCutOffAsync(
        () => world.Decide.ExecuteAsync(new RecordDecisionCommand(token, decision, [], "Kim Roe", "mother"), default));

    private static Registration Other(World world) => world.Store.Registrations[1];

    private static int MailsToShared(World world) => world.Mailer.Sent.Count(mail => mail.To == Shared);
}
