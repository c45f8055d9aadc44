using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Registrations;
using static ParentalConsent.Core.Consents.ConsentDecision;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Two guardians of one child: each can decide, and a no of either wins, at any time.</summary>
public class TwoGuardiansTests
{
    private const string First = "parent@example.com";
    private const string Other = "other@example.com";

    private readonly World world = new();

    public static TheoryData<ConsentDecision, ConsentDecision, bool> Orders
    {
        get
        {
            var orders = new TheoryData<ConsentDecision, ConsentDecision, bool>();
            foreach (var first in (ConsentDecision[])[Grant, Refuse, NotMyChild])
            {
                foreach (var other in (ConsentDecision[])[Grant, Refuse])
                {
                    orders.Add(first, other, false);
                    orders.Add(first, other, true);
                }
            }

            return orders;
        }
    }

    [Fact]
    public async Task Invited_GetsTheirOwnRequest_InThreeCalls()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        world.Calls.Reset();
        Assert.IsType<InviteGuardianResult.Invited>(await InviteAsync(Other));
        Assert.Equal(3, world.Calls.Count);
        await world.DeliverAsync();
        Assert.Equal([(First, "Notice 0"), (Other, "Notice 0")], world.Mailer.Sent.Select(mail => (mail.To, mail.Subject)));
        Assert.NotEqual(TokenOf(First), TokenOf(Other));
        Assert.True(Assert.IsType<OpenLinkResult.CanDecide>(await world.Open.ExecuteAsync(TokenOf(Other), default)).IsSecond);
        Assert.False(Assert.IsType<OpenLinkResult.CanDecide>(await world.Open.ExecuteAsync(TokenOf(First), default)).IsSecond);
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(["Notice 0", "Reminder 1", "Reminder 2", "Reminder 3", "Deleted 0"], SubjectsTo(Other));
        Assert.Equal(["Notice 0", "Reminder 1", "Reminder 2", "Reminder 3", "Deleted 0"], SubjectsTo(First));
        AssertDeleted(DeletionReason.Expired);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task EveryOrder_ANoWins(ConsentDecision firstSays, ConsentDecision otherSays, bool otherComesFirst)
    {
        await AskBothAsync();
        (string Token, ConsentDecision Says)[] answers = [(TokenOf(First), firstSays), (TokenOf(Other), otherSays)];
        foreach (var (token, says) in otherComesFirst ? answers.Reverse() : answers)
        {
            await DecideAsync(token, says);
        }

        await world.PassAsync(TimeSpan.FromDays(16));
        AssertEnd([firstSays, otherSays]);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task BothAtOnce_ANoWins(ConsentDecision firstSays, ConsentDecision otherSays, bool otherComesFirst)
    {
        await AskBothAsync();
        var (first, other) = (TokenOf(First), TokenOf(Other));
        Func<Task>[] answers = [() => DecideAsync(first, firstSays), () => DecideAsync(other, otherSays)];
        await Task.WhenAll((otherComesFirst ? answers.Reverse() : answers).Select(Task.Run));
        await world.PassAsync(TimeSpan.FromDays(16));
        AssertEnd([firstSays, otherSays]);
    }

    [Fact]
    public async Task OneAgrees_BothAreTold_AndTheOtherWithdrawsByTheirLink_WhichBothAreToldToo()
    {
        await AskBothAsync();
        await DecideAsync(TokenOf(First), Grant);
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal(RegistrationState.Granted, world.Only.State);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Equal(["Notice 0", "Granted 0"], SubjectsTo(First));
        Assert.Equal(["Notice 0", "Granted 0"], SubjectsTo(Other));
        Assert.IsType<OpenLinkResult.CanWithdraw>(await world.Open.ExecuteAsync(TokenOf(Other), default));
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(TokenOf(Other), Withdraw));
        Assert.False(world.Only.HoldsData);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("Withdrawn 0", SubjectsTo(First).Last());
        Assert.Equal("Withdrawn 0", SubjectsTo(Other).Last());
        AssertDeleted(DeletionReason.Withdrawn);
    }

    [Fact]
    public async Task OneAgreed_TheOtherCanAskForTheDeletion_AndBothGetTheMailsOfAWithdrawal()
    {
        await AskBothAsync();
        await DecideAsync(TokenOf(First), Grant);
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(TokenOf(Other), Erase));
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("Withdrawn 0", SubjectsTo(First).Last());
        Assert.Equal("Withdrawn 0", SubjectsTo(Other).Last());
        AssertDeleted(DeletionReason.GuardianRequest);
    }

    [Fact]
    public async Task TheOtherAgreed_TheFirstCanObjectByTheirOldLink()
    {
        await AskBothAsync();
        var old = TokenOf(First);
        await DecideAsync(TokenOf(Other), Grant);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.IsType<OpenLinkResult.CanWithdraw>(await world.Open.ExecuteAsync(old, default));
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(old, Refuse));
        await world.PassAsync(TimeSpan.FromHours(1));
        AssertDeleted(DeletionReason.Withdrawn);
    }

    [Fact]
    public async Task InvitedAfterTheGrant_SeesWhatWasAllowed_AndCanObject()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        await DecideAsync(TokenOf(First), Grant);
        await world.PassAsync(TimeSpan.FromDays(30));
        Assert.IsType<InviteGuardianResult.Invited>(await InviteAsync(Other));
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["Invited 0"], SubjectsTo(Other));
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(TokenOf(Other), Withdraw));
        await world.PassAsync(TimeSpan.FromHours(1));
        AssertDeleted(DeletionReason.Withdrawn);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NotTheSecondsChild_TheyAreForgottenAndNotAskedAgain_TheRequestGoesOn(bool granted)
    {
        await AskBothAsync();
        if (granted)
        {
            await DecideAsync(TokenOf(First), Grant);
            await world.DeliverAsync();
        }

        var token = TokenOf(Other);
        Assert.IsType<RecordDecisionResult.Left>(await DecideAsync(token, NotMyChild));
        Assert.Null(world.Only.Second);
        Assert.Null(world.Only.Details!.SecondGuardianEmail);
        Assert.IsType<OpenLinkResult.Unknown>(await world.Open.ExecuteAsync(token, default));
        Assert.Equal(granted ? RegistrationState.Granted : RegistrationState.AwaitingParent, world.Only.State);
        Assert.True(world.Only.HoldsData);
        var mails = SubjectsTo(Other).Count();
        await InviteAsync(Other);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(StopReasons.Suppressed, world.Only.Second!.Stopped);
        Assert.Equal(mails, SubjectsTo(Other).Count());
    }

    [Fact]
    public async Task SecondsMailboxIsUnknown_NothingWaitsForIt()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        world.Mailer.Answer = mail => mail.To == Other ? new MailResult.Refused("550") : new MailResult.Sent();
        await InviteAsync(Other);
        await world.DeliverAsync();
        Assert.True(world.Only.Second!.Bounced);
        Assert.False(world.Only.Mail.Bounced);
        await DecideAsync(TokenOf(First), Refuse);
        await world.PassAsync(TimeSpan.FromMinutes(10));
        AssertDeleted(DeletionReason.Refused);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SecondsAddressWasWrong_AnotherTakesItsPlace_AndTheOldLinkIsDead(bool granted)
    {
        await RegisterAsync();
        await world.DeliverAsync();
        if (granted)
        {
            await DecideAsync(TokenOf(First), Grant);
            await world.DeliverAsync();
        }

        await InviteAsync(Other);
        await world.DeliverAsync();
        var (old, mark) = (TokenOf(Other), world.Only.Second!.Mark);
        Assert.IsType<InviteGuardianResult.AlreadyTwo>(await InviteAsync("right@example.com"));
        await BounceAsync(Other);
        Assert.True(world.Only.Second!.Bounced);
        Assert.IsType<InviteGuardianResult.Unchanged>(await InviteAsync(Other));

        Assert.IsType<InviteGuardianResult.Invited>(await InviteAsync("right@example.com"));
        Assert.IsType<InviteGuardianResult.Unchanged>(await InviteAsync("right@example.com"));
        await world.DeliverAsync();

        Assert.True(world.Only is { AddressChanges: 1, Second: { Bounced: false, Asked: true } });
        Assert.NotEqual(mark, world.Only.Second!.Mark);
        Assert.IsType<OpenLinkResult.Unknown>(await world.Open.ExecuteAsync(old, default));
        Assert.Equal([granted ? "Invited 0" : "Notice 0"], SubjectsTo("right@example.com"));
        await BounceAsync(Other);
        Assert.False(world.Only.Second!.Bounced);
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(TokenOf("right@example.com"), granted ? Withdraw : Refuse));
        await world.PassAsync(TimeSpan.FromHours(1));
        AssertDeleted(granted ? DeletionReason.Withdrawn : DeletionReason.Refused);
        Assert.Single(SubjectsTo(Other));
    }

    [Fact]
    public async Task SecondsAddressIsReplaced_AsOftenAsAnAddressMayChange()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        world.Mailer.Answer = mail => mail.To == First ? new MailResult.Sent() : new MailResult.Refused("550");
        for (var number = 0; number <= CorrectAddress.MostChanges; number++)
        {
            Assert.IsType<InviteGuardianResult.Invited>(await InviteAsync($"other-{number}@example.com"));
            await world.DeliverAsync();
        }

        Assert.IsType<InviteGuardianResult.TooManyChanges>(await InviteAsync("right@example.com"));
        Assert.IsType<CorrectAddressResult.TooManyChanges>(await world.Correct.ExecuteAsync(
            new CorrectAddressCommand(World.Client, world.Only.Id, "right@example.com", null), default));
    }

    [Fact]
    public async Task SecondWhoDecided_IsNotReplaced_ThoughALaterMailCameBack()
    {
        await AskBothAsync();
        await DecideAsync(TokenOf(Other), Grant);
        world.Mailer.Answer = mail => mail.To == Other ? new MailResult.Refused("550") : new MailResult.Sent();
        await world.DeliverAsync();
        Assert.True(world.Only.Second!.Bounced);
        Assert.IsType<InviteGuardianResult.AlreadyTwo>(await InviteAsync("right@example.com"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReplacedAndCutOffAnywhere_OneIsInvited(bool after)
    {
        for (var cutAt = 1; ; cutAt++)
        {
            var cut = new World();
            await cut.Start.ExecuteAsync(World.Child(), default);
            await cut.DeliverAsync();
            cut.Mailer.Answer = mail => mail.To == Other ? new MailResult.Refused("550") : new MailResult.Sent();
            await cut.Invite.ExecuteAsync(new InviteGuardianCommand(World.Client, cut.Only.Id, Other), default);
            await cut.DeliverAsync();
            var calls = 0;
            Func<string, Task> stop = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
            (cut.Calls.Before, cut.Calls.After) = after ? (null, stop) : (stop, (Func<string, Task>?)null);
            await World.AgainIfCutOffAsync(() => cut.Invite.ExecuteAsync(new InviteGuardianCommand(World.Client, cut.Only.Id, "right@example.com"), default));
            await cut.PassAsync(TimeSpan.FromHours(1));

            Assert.Equal(1, cut.Only.AddressChanges);
            Assert.Single(cut.Mailer.Sent.Where(mail => mail.To == "right@example.com").Select(mail => mail.Text).Distinct());
            Assert.Empty(cut.Poison);
            if (calls < cutAt)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task ServerIsDownForTheSecond_TheLastMailIsTriedForAWhile_ThenAllIsDeleted()
    {
        await AskBothAsync();
        world.Mailer.Answer = mail => mail.To == Other ? new MailResult.Failed("451") : new MailResult.Sent();
        await DecideAsync(TokenOf(First), Refuse);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(4, world.Mailer.Tried.Count(mail => mail.To == Other && mail.Subject == "Refused 0"));
        AssertDeleted(DeletionReason.Refused);
    }

    [Fact]
    public async Task WhoCannotBeInvited()
    {
        await RegisterAsync();
        Assert.IsType<InviteGuardianResult.NotFound>(await world.Invite.ExecuteAsync(
            new InviteGuardianCommand(World.Client with { Id = "school" }, world.Only.Id, Other), default));
        Assert.IsType<InviteGuardianResult.SameGuardian>(await InviteAsync("Parent@example.com"));
        await InviteAsync(Other);
        Assert.IsType<InviteGuardianResult.Unchanged>(await InviteAsync("OTHER@example.com"));
        Assert.IsType<InviteGuardianResult.AlreadyTwo>(await InviteAsync("third@example.com"));
        Assert.IsType<CorrectAddressResult.SecondGuardians>(await world.Correct.ExecuteAsync(
            new CorrectAddressCommand(World.Client, world.Only.Id, Other, null), default));
        await world.DeliverAsync();
        await DecideAsync(TokenOf(Other), Refuse);
        Assert.IsType<InviteGuardianResult.Over>(await InviteAsync("third@example.com"));
    }

    [Fact]
    public async Task FirstAddressIsCorrected_TheSecondsLinkStillDecides()
    {
        await AskBothAsync();
        await world.Correct.ExecuteAsync(new CorrectAddressCommand(World.Client, world.Only.Id, "right@example.com", null), default);
        await world.DeliverAsync();
        Assert.IsType<OpenLinkResult.Unknown>(await world.Open.ExecuteAsync(TokenOf(First), default));
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(TokenOf(Other), Grant));
        await world.DeliverAsync();
        Assert.Equal(["Notice 0", "Granted 0"], SubjectsTo("right@example.com"));
    }

    /// <summary>Before and after each call, once.</summary>
    [Theory]
    [InlineData(Refuse, false)]
    [InlineData(Refuse, true)]
    [InlineData(Withdraw, false)]
    [InlineData(Withdraw, true)]
    [InlineData(NotMyChild, false)]
    [InlineData(NotMyChild, true)]
    public async Task ACutAtAnyCall_ChangesNothingInTheEnd(ConsentDecision otherSays, bool after)
    {
        for (var cutAt = 1; ; cutAt++)
        {
            var cut = new World();
            var calls = 0;
            Func<string, Task> stop = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
            (cut.Calls.Before, cut.Calls.After) = after ? (null, stop) : (stop, (Func<string, Task>?)null);
            await World.AgainIfCutOffAsync(() => cut.Start.ExecuteAsync(World.Child(), default));
            await cut.PassAsync(TimeSpan.FromHours(1));
            await World.AgainIfCutOffAsync(() => cut.Invite.ExecuteAsync(new InviteGuardianCommand(World.Client, cut.Only.Id, Other), default));
            await cut.PassAsync(TimeSpan.FromHours(1));
            var tokenOfOther = cut.Mailer.Sent.Last(mail => mail.To == Other).Text;
            if (otherSays is Withdraw)
            {
                await World.AgainIfCutOffAsync(() => cut.Decide.ExecuteAsync(cut.Answer(Grant) with { Token = cut.Mailer.Sent.First(mail => mail.To == First).Text }, default));
                await cut.PassAsync(TimeSpan.FromHours(1));
            }

            await World.AgainIfCutOffAsync(() => cut.Decide.ExecuteAsync(cut.Answer(otherSays) with { Token = tokenOfOther }, default));
            await cut.PassAsync(TimeSpan.FromDays(16));

            Assert.Empty(cut.Poison);
            Assert.Empty(cut.Deadlines.Entries);
            Assert.Equal(RegistrationState.Deleted, cut.Only.State);
            Assert.Single(cut.Log.Entries);
            string[] toOther = otherSays switch
            {
                Withdraw => ["Notice 0", "Granted 0", "Withdrawn 0"],
                Refuse => ["Notice 0", "Refused 0"],
                _ => ["Notice 0"],
            };
            Assert.Equal(toOther.Order(), cut.Mailer.Sent.Where(mail => mail.To == Other).Select(mail => mail.Subject).Distinct().Order());
            Assert.Equal(otherSays is NotMyChild, cut.Guardians.Guardians.Any(guardian => guardian.Suppressed.Contains("games")));
            if (calls < cutAt)
            {
                return;
            }
        }
    }

    private Task<StartRegistrationResult> RegisterAsync() => world.Start.ExecuteAsync(World.Child(), default);

    private Task<InviteGuardianResult> InviteAsync(string address) =>
        world.Invite.ExecuteAsync(new InviteGuardianCommand(World.Client, world.Only.Id, address), default);

    private async Task AskBothAsync()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        await InviteAsync(Other);
        await world.DeliverAsync();
    }

    private Task<DeliveryReportEffect> BounceAsync(string address) => world.Report.ExecuteAsync(
        new DeliveryReport(world.Mailer.Sent.Last(mail => mail.To == address).MessageId, [address], "5.1.1"), default);

    private Task<RecordDecisionResult> DecideAsync(string token, ConsentDecision decision) =>
        world.Decide.ExecuteAsync(new RecordDecisionCommand(token, decision, ["newsletter"], "Pat Doe", "mother"), default);

    private string TokenOf(string address) => world.Mailer.Sent.Last(mail => mail.To == address && mail.Text.Length > 0).Text;

    private IEnumerable<string> SubjectsTo(string address) =>
        world.Mailer.Sent.Where(mail => mail.To == address).Select(mail => mail.Subject);

    private void AssertEnd(ConsentDecision[] said)
    {
        if (said.All(decision => decision is Grant))
        {
            Assert.Equal(RegistrationState.Granted, world.Only.State);
            Assert.True(world.Only.HoldsData);
            Assert.Equal(2, world.Subjects.Count(subject => subject == "Granted 0"));
        }
        else
        {
            AssertDeleted(world.Only.DeletionReason!.Value);
        }

        Assert.Empty(world.Poison);
    }

    private void AssertDeleted(DeletionReason reason)
    {
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Null(world.Only.Second);
        Assert.Null(world.Only.Details);
        Assert.Equal(reason, Assert.Single(world.Log.Entries).Record.Reason);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Poison);
    }
}
