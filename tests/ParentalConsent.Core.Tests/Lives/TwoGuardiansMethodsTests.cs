using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Registrations;
using static ParentalConsent.Core.Consents.ConsentDecision;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Two guardians, where a yes waits for its check: the other's yes adds nothing to it, and the other's no beats it.</summary>
public class TwoGuardiansMethodsTests
{
    private const string First = "parent@example.com";
    private const string Other = "other@example.com";

    private World world = new(World.Client with { Methods = [VerificationMethod.SignedForm] });

    public static TheoryData<string, string> Sides => new() { { First, Other }, { Other, First } };

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task AYesIsChecked_TheOthersYesReplacesNothing_AndIsShownSo(string says, string waits)
    {
        await AskBothAsync();
        var (token, others) = (TokenOf(says), TokenOf(waits));
        Assert.IsType<RecordDecisionResult.Pending>(await DecideAsync(token, Grant));
        var reference = world.Only.Verification.Reference;
        Assert.IsType<OpenLinkResult.Verifying>(await world.Open.ExecuteAsync(token, default));
        Assert.IsType<OpenLinkResult.OtherVerifying>(await world.Open.ExecuteAsync(others, default));
        var not = Assert.IsType<RecordDecisionResult.NotPossible>(await DecideAsync(others, Grant));
        Assert.IsType<OpenLinkResult.OtherVerifying>(not.Found);
        Assert.Equal(reference, world.Only.Verification.Reference);
        Assert.IsType<UploadFormResult.NotPossible>(await world.Upload.ExecuteAsync(others, Parents.Picture, default));
        Assert.IsType<RecordDecisionResult.NotPossible>(await world.Change.ExecuteAsync(others, VerificationMethod.Attested, default));

        await UploadAsync(token);
        await world.RejectAsync();
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("FormRejected 0", SubjectsTo(says).Last());
        Assert.DoesNotContain("FormRejected 0", SubjectsTo(waits));
        await UploadAsync(token);
        Assert.IsType<CompleteGrantResult.Completed>(await world.AcceptAsync());
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["Granted 0", "Granted 0"], world.Subjects.Where(subject => subject == "Granted 0"));
        Assert.Empty(world.Deadlines.Entries);
        Assert.True(Assert.IsType<OpenLinkResult.CanWithdraw>(await world.Open.ExecuteAsync(TokenOf(says), default)).IsTheirs);
        Assert.False(Assert.IsType<OpenLinkResult.CanWithdraw>(await world.Open.ExecuteAsync(TokenOf(waits), default)).IsTheirs);
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task AYesIsChecked_TheOthersNoBeatsIt(string says, string waits)
    {
        await AskBothAsync();
        var token = TokenOf(says);
        await DecideAsync(token, Grant);
        await UploadAsync(token);
        var seen = world.Only;
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(TokenOf(waits), Refuse));
        Assert.IsType<CompleteGrantResult.NotPossible>(await world.AcceptAsync(seen));
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("Refused 0", SubjectsTo(First).Last());
        Assert.Equal("Refused 0", SubjectsTo(Other).Last());
        AssertDeleted(DeletionReason.Refused);
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task AcceptedWhileTheOtherSaysNo_ANoWins(string says, string waits)
    {
        await AskBothAsync();
        var (token, others) = (TokenOf(says), TokenOf(waits));
        await DecideAsync(token, Grant);
        await UploadAsync(token);
        await Task.WhenAll(Task.Run(() => world.AcceptAsync(world.Only)), Task.Run(() => DecideAsync(others, Refuse)));
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Single(world.Log.Entries);
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task NotTheSecondsChild_TheirYesGoesWithThem_AndTheFirstCanDecide()
    {
        await AskBothAsync();
        await DecideAsync(TokenOf(Other), Grant);
        await UploadAsync(TokenOf(Other));
        Assert.IsType<RecordDecisionResult.Left>(await DecideAsync(TokenOf(Other), NotMyChild));
        Assert.False(world.Only.Verification.IsPending);
        Assert.Null(world.Only.Details!.Pending);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(world.Forms.Lines);
        Assert.IsType<OpenLinkResult.CanDecide>(await world.Open.ExecuteAsync(TokenOf(First), default));
    }

    [Fact]
    public async Task NotTheSecondsChild_TheFirstsYesIsStillChecked()
    {
        await AskBothAsync();
        var token = TokenOf(First);
        await DecideAsync(token, Grant);
        Assert.IsType<RecordDecisionResult.Left>(await DecideAsync(TokenOf(Other), NotMyChild));
        Assert.IsType<OpenLinkResult.Verifying>(await world.Open.ExecuteAsync(token, default));
        await UploadAsync(token);
        Assert.IsType<CompleteGrantResult.Completed>(await world.AcceptAsync());
    }

    [Fact]
    public async Task TheConsentIsTheSeconds_NotMyChild_EndsIt()
    {
        await AskBothAsync();
        await DecideAsync(TokenOf(Other), Grant);
        await UploadAsync(TokenOf(Other));
        await world.AcceptAsync();
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(TokenOf(Other), NotMyChild));
        await world.PassAsync(TimeSpan.FromHours(1));
        AssertDeleted(DeletionReason.Withdrawn);
    }

    [Fact]
    public async Task InvitedWhileAYesIsChecked_ItGoesOnByItsMethod()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await DecideAsync(TokenOf(First), Grant);
        var before = world.Only;
        await InviteAsync();
        await world.DeliverAsync();
        Assert.Equal((before.Method, before.Verification), (world.Only.Method, world.Only.Verification));
        Assert.IsType<OpenLinkResult.OtherVerifying>(await world.Open.ExecuteAsync(TokenOf(Other), default));
    }

    [Fact]
    public async Task FirstAddressIsCorrected_TheYesIsGone_AndTheSecondStays()
    {
        await AskBothAsync();
        await DecideAsync(TokenOf(Other), Grant);
        await world.Correct.ExecuteAsync(new CorrectAddressCommand(world.TheClient, world.Only.Id, "right@example.com", null), default);
        await world.DeliverAsync();
        Assert.IsType<OpenLinkResult.CanDecide>(await world.Open.ExecuteAsync(TokenOf("right@example.com"), default));
        Assert.IsType<OpenLinkResult.CanDecide>(await world.Open.ExecuteAsync(TokenOf(Other), default));
    }

    [Fact]
    public async Task ByEmailPlus_TheSecondMailGoesToWhoAgreed()
    {
        world = new World(World.Client with { Methods = [VerificationMethod.EmailPlus] });
        await AskBothAsync();
        await DecideAsync(TokenOf(Other), Grant);
        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.Equal(["Notice 0", "Granted 0"], SubjectsTo(First));
        Assert.Equal(["Notice 0", "Granted 0", "Confirmed 0"], SubjectsTo(Other));
    }

    [Fact]
    public async Task ProviderTakesItsCheckBack_BothAreToldBeforeAllIsDeleted()
    {
        world = new World(World.Client with { Methods = [VerificationMethod.Provider], Provider = "adult-check" });
        await AskBothAsync();
        await DecideAsync(TokenOf(Other), Grant);
        var reference = world.Only.Verification.Reference!;
        await world.Provide.ExecuteAsync(new RecordCheckCommand("adult-check", CheckOutcome.Verified, reference), default);
        await world.PassAsync(TimeSpan.FromHours(1));
        await world.Provide.ExecuteAsync(new RecordCheckCommand("adult-check", CheckOutcome.Revoked, reference), default);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["Notice 0", "Granted 0", "Withdrawn 0"], SubjectsTo(First));
        Assert.Equal(["Notice 0", "Granted 0", "Withdrawn 0"], SubjectsTo(Other));
        AssertDeleted(DeletionReason.Withdrawn);
    }

    [Fact]
    public async Task TheFirstIsNotAsked_AndIsNotToldWhatTheSecondSaid()
    {
        world = new World();
        await AskBothAsync();
        await DecideAsync(TokenOf(First), NotMyChild);
        await world.PassAsync(TimeSpan.FromHours(1));
        await world.RegisterAsync();
        await world.DeliverAsync();
        Assert.Equal(StopReasons.Suppressed, world.Only.Mail.Stopped);
        await InviteAsync();
        await world.PassAsync(TimeSpan.FromHours(1));
        var mails = SubjectsTo(First).Count();
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(TokenOf(Other), Grant));
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("Granted 0", SubjectsTo(Other).Last());
        Assert.Equal(mails, SubjectsTo(First).Count());
        Assert.Empty(world.Deadlines.Entries);
    }

    /// <summary>Before and after each call, once: the second's form is rejected, sent again, and then the first says no or nobody does.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task ACutAtAnyCall_ChangesNothingInTheEnd(bool firstObjects, bool after)
    {
        for (var cutAt = 1; ; cutAt++)
        {
            world = new World(World.Client with { Methods = [VerificationMethod.SignedForm] });
            var calls = 0;
            Func<string, Task> stop = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
            (world.Calls.Before, world.Calls.After) = after ? (null, stop) : (stop, (Func<string, Task>?)null);
            await world.RegisterAsync();
            await world.PassAsync(TimeSpan.FromHours(1));
            await InviteAsync();
            await world.PassAsync(TimeSpan.FromHours(1));
            var (first, other) = (TokenOf(First), TokenOf(Other));
            await DecideAsync(other, Grant);
            await UploadAsync(other);
            await world.RejectAsync();
            await world.PassAsync(TimeSpan.FromMinutes(20));
            await UploadAsync(other);
            await (firstObjects ? (Task)DecideAsync(first, Refuse) : world.AcceptAsync());
            await world.PassAsync(TimeSpan.FromDays(16));

            Assert.Empty(world.Poison);
            Assert.Empty(world.Deadlines.Entries);
            Assert.Empty(world.Forms.Lines);
            Assert.Equal(firstObjects ? RegistrationState.Deleted : RegistrationState.Granted, world.Only.State);
            string[] toOther = ["Notice 0", "FormRejected 0", firstObjects ? "Refused 0" : "Granted 0"];
            Assert.Equal(toOther, SubjectsTo(Other).Distinct());
            Assert.DoesNotContain("FormRejected 0", SubjectsTo(First));
            Assert.Contains(firstObjects ? "Refused 0" : "Granted 0", SubjectsTo(First));
            if (calls < cutAt)
            {
                return;
            }
        }
    }

    private Task<InviteGuardianResult> InviteAsync() => World.AgainIfCutOffAsync(() =>
        world.Invite.ExecuteAsync(new InviteGuardianCommand(world.TheClient, world.Only.Id, Other), default));

    private async Task AskBothAsync()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await InviteAsync();
        await world.DeliverAsync();
    }

    private Task<RecordDecisionResult> DecideAsync(string token, ConsentDecision decision) => World.AgainIfCutOffAsync(() =>
        world.Decide.ExecuteAsync(new RecordDecisionCommand(token, decision, ["newsletter"], "Pat Doe", "mother"), default));

    private Task<UploadFormResult> UploadAsync(string token) =>
        World.AgainIfCutOffAsync(() => world.Upload.ExecuteAsync(token, Parents.Picture, default));

    private string TokenOf(string address) => world.Mailer.Sent.Last(mail => mail.To == address && mail.Text.Length > 0).Text;

    private IEnumerable<string> SubjectsTo(string address) =>
        world.Mailer.Sent.Where(mail => mail.To == address).Select(mail => mail.Subject);

    private void AssertDeleted(DeletionReason reason)
    {
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Null(world.Only.Second);
        Assert.Null(world.Only.Details);
        Assert.Empty(world.Forms.Lines);
        Assert.Equal(reason, Assert.Single(world.Log.Entries).Record.Reason);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Poison);
    }
}
