using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Registrations;
using static ParentalConsent.Core.Consents.ConsentDecision;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Of two guardians, whoever said "not my child" gets no further mail about that registration.</summary>
public class NeverToldAgainTests
{
    private const string First = "parent@example.com";
    private const string Other = "other@example.com";

    private readonly World world = new();

    public static TheoryData<ConsentDecision, ConsentDecision, bool, bool> Orders
    {
        get
        {
            var orders = new TheoryData<ConsentDecision, ConsentDecision, bool, bool>();
            foreach (var first in (ConsentDecision[])[Grant, Refuse, NotMyChild])
            {
                foreach (var other in (ConsentDecision[])[Grant, Refuse, NotMyChild])
                {
                    foreach (var (otherComesFirst, delivered) in ((bool, bool)[])[(false, false), (false, true), (true, false), (true, true)])
                    {
                        if (first is NotMyChild || other is NotMyChild)
                        {
                            orders.Add(first, other, otherComesFirst, delivered);
                        }
                    }
                }
            }

            return orders;
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task EveryOrder(ConsentDecision firstSays, ConsentDecision otherSays, bool otherComesFirst, bool delivered)
    {
        await AskBothAsync();
        (string Address, string Token, ConsentDecision Says)[] answers =
            [(First, TokenOf(First), firstSays), (Other, TokenOf(Other), otherSays)];
        var silent = new Dictionary<string, int>();
        foreach (var (address, token, says) in otherComesFirst ? answers.Reverse() : answers)
        {
            var result = await DecideAsync(token, says);
            if (says is NotMyChild && result is RecordDecisionResult.Recorded or RecordDecisionResult.Left or RecordDecisionResult.Disowned)
            {
                silent.Add(address, MailsTo(address));
            }

            if (delivered)
            {
                await world.PassAsync(TimeSpan.FromMinutes(10));
            }
        }

        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.NotEmpty(silent.Keys.Concat(delivered ? [First] : []));
        foreach (var (address, mails) in silent)
        {
            Assert.Equal(mails, MailsTo(address));
            var hash = await world.Ids.ForMailboxAsync(address, default);
            Assert.Contains("games", world.Guardians.Guardians.Single(guardian => guardian.Hash == hash).Suppressed);
        }

        Assert.Empty(world.Poison);
    }

    [Theory]
    [InlineData(First, Other)]
    [InlineData(Other, First)]
    public async Task AConsentThatEndsSo_IsToldToTheOtherAlone(string agrees, string disowns)
    {
        await AskBothAsync();
        var token = TokenOf(disowns);
        await DecideAsync(TokenOf(agrees), Grant);
        await world.PassAsync(TimeSpan.FromHours(1));
        var mails = MailsTo(disowns);
        Assert.Equal(2, mails);
        var leaves = await DecideAsync(token, NotMyChild);
        if (disowns == Other)
        {
            Assert.IsType<RecordDecisionResult.Left>(leaves);
            await DecideAsync(TokenOf(agrees), Withdraw);
        }
        else
        {
            Assert.True(Assert.IsType<RecordDecisionResult.Recorded>(leaves).Registration.WasDisowned);
        }

        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(mails, MailsTo(disowns));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Equal(DeletionReason.Withdrawn, world.Only.DeletionReason);
        Assert.Equal(3, MailsTo(agrees));
    }

    [Fact]
    public async Task InvitedAgain_AndTheFirstDecidesBeforeTheInvitationIsDealtWith_TheyAreNotTold()
    {
        await AskBothAsync();
        await DecideAsync(TokenOf(Other), NotMyChild);
        await InviteAsync(Other);
        await DecideAsync(TokenOf(First), Grant);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(1, MailsTo(Other));
        Assert.Equal(2, MailsTo(First));
    }

    [Fact]
    public async Task MadeTheFirst_AndAnotherSecondDecidesBeforeTheNoticeIsDealtWith_TheyAreNotTold()
    {
        await AskBothAsync();
        await DecideAsync(TokenOf(Other), NotMyChild);
        await InviteAsync("third@example.com");
        await world.DeliverAsync();
        await world.Correct.ExecuteAsync(new CorrectAddressCommand(World.Client, world.Only.Id, Other, null), default);
        await DecideAsync(TokenOf("third@example.com"), Grant);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(1, MailsTo(Other));
        Assert.Equal(2, MailsTo("third@example.com"));
        Assert.Empty(world.Deadlines.Entries);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BothAddressesAreOneMailbox_NotMyChildEndsIt_AndNeitherGetsMore(bool granted)
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await InviteAsync("Parent+2@example.com");
        await world.DeliverAsync();
        var token = TokenOf("Parent+2@example.com");
        if (granted)
        {
            await DecideAsync(TokenOf(First), Grant);
            await world.PassAsync(TimeSpan.FromHours(1));
        }

        var mails = world.Mailer.Sent.Count;
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(token, NotMyChild));
        await world.PassAsync(TimeSpan.FromDays(16));
        Assert.Equal(mails, world.Mailer.Sent.Count);
        Assert.Equal(granted ? DeletionReason.Withdrawn : DeletionReason.Disowned, world.Only.DeletionReason);
        Assert.Equal(["games"], Assert.Single(world.Guardians.Guardians).Suppressed);
    }

    [Fact]
    public async Task AllowedAgain_IsInvitedAndTold()
    {
        await AskBothAsync();
        var left = Assert.IsType<RecordDecisionResult.Left>(await DecideAsync(TokenOf(Other), NotMyChild));
        await world.Lift.ExecuteAsync(await world.LiftTokenAsync(left.Registration), default);
        await InviteAsync(Other);
        await world.DeliverAsync();
        await DecideAsync(TokenOf(First), Grant);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(3, MailsTo(Other));
    }

    /// <summary>Before and after each call, once.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACutAtAnyCall_ChangesNothingInTheEnd(bool after)
    {
        for (var cutAt = 1; ; cutAt++)
        {
            var cut = new World();
            var calls = 0;
            Func<string, Task> stop = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
            await cut.RegisterAsync();
            await cut.DeliverAsync();
            await cut.Invite.ExecuteAsync(new InviteGuardianCommand(World.Client, cut.Only.Id, Other), default);
            await cut.DeliverAsync();
            var first = cut.Mailer.Sent.First(mail => mail.To == First).Text;
            await cut.Decide.ExecuteAsync(cut.Answer(Grant) with { Token = cut.Mailer.Sent.Last(mail => mail.To == Other).Text }, default);
            await cut.DeliverAsync();
            var mails = cut.Mailer.Sent.Count(mail => mail.To == First);
            (cut.Calls.Before, cut.Calls.After) = after ? (null, stop) : (stop, (Func<string, Task>?)null);
            await World.AgainIfCutOffAsync(() => cut.Decide.ExecuteAsync(cut.Answer(NotMyChild) with { Token = first }, default));
            await cut.PassAsync(TimeSpan.FromDays(2));
            Assert.Equal(mails, cut.Mailer.Sent.Count(mail => mail.To == First));
            Assert.Contains("Withdrawn 0", cut.Mailer.Sent.Where(mail => mail.To == Other).Select(mail => mail.Subject));
            Assert.Equal(RegistrationState.Deleted, cut.Only.State);
            Assert.Single(cut.Log.Entries);
            Assert.Empty(cut.Deadlines.Entries);
            Assert.Empty(cut.Poison);
            if (calls < cutAt)
            {
                return;
            }
        }
    }

    private async Task AskBothAsync()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await InviteAsync(Other);
        await world.DeliverAsync();
    }

    private Task<InviteGuardianResult> InviteAsync(string address) =>
        world.Invite.ExecuteAsync(new InviteGuardianCommand(World.Client, world.Only.Id, address), default);

    private Task<RecordDecisionResult> DecideAsync(string token, ConsentDecision decision) =>
        world.Decide.ExecuteAsync(new RecordDecisionCommand(token, decision, ["newsletter"], "Pat Doe", "mother"), default);

    private string TokenOf(string address) => world.Mailer.Sent.Last(mail => mail.To == address && mail.Text.Length > 0).Text;

    private int MailsTo(string address) => world.Mailer.Sent.Count(mail => mail.To == address);
}
