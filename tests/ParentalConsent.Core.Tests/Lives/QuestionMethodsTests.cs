using System.Text.Json;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;
using static ParentalConsent.Core.Consents.ConsentDecision;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Further purposes that need more than a mail: what the new purposes ask for decides, and its check is waited for.</summary>
public sealed class QuestionMethodsTests
{
    private readonly World world = new(Askers.Client with
    {
        Methods = [VerificationMethod.Email, VerificationMethod.SignedForm, VerificationMethod.Attested],
    });

    [Fact]
    public async Task APurposeThatDiscloses_NeedsACheck_AndCountsOnceItIsDone()
    {
        await AskForPartnersAsync(world);
        Assert.Equal((VerificationMethod.Email, VerificationMethod.SignedForm), (world.Only.Method, world.Only.Question!.Method));
        world.Calls.Reset();
        Assert.IsType<RecordDecisionResult.Pending>(await world.AnswerAsync(Grant));
        Assert.Equal(["RegistrationStore.FindAsync", "DeadlineIndex.AddAsync", "RegistrationStore.TrySaveAsync"], world.Calls.Names);
        Assert.IsType<OpenLinkResult.Verifying>(await world.Open.ExecuteAsync(Token, default));
        Assert.Null(world.Only.Details!.Pending);
        await UploadAsync(world);
        Assert.True(Assert.Single((await world.Reviews.ExecuteAsync(null, default)).Waiting).IsQuestion);
        Assert.Equal("purposeNotGranted", await world.GateAsync("partners"));
        await RejectAsync(world);
        await world.PassAsync(TimeSpan.FromMinutes(30));
        Assert.Equal("More FormRejected 0", world.Subjects.Last());
        Assert.Empty(world.Forms.Lines);

        await UploadAsync(world);
        Assert.IsType<CompleteGrantResult.Completed>(await world.AcceptAsync(world.Asked()));
        Assert.IsType<CompleteGrantResult.Before>(await world.AcceptAsync(world.Asked()));
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal(("granted", "granted"), (await world.GateAsync("account"), await world.GateAsync("partners")));
        Assert.Empty(world.Forms.Lines);
        Assert.Empty(world.Deadlines.Entries);
        var said = Assert.Single(world.Only.Details!.Further!);
        Assert.Equal(("Ada", "signedForm", null), (said.VerifiedBy, said.VerifiedHow, said.Pending));
        Assert.Null(world.Only.Details.VerifiedBy);
        Assert.Null(world.Only.Details.Question);
        Assert.Equal(VerificationMethod.Email, world.Only.Method);
    }

    [Fact]
    public async Task TheCheckIsNotDoneInTime_WhatWasSaidAndSentGoes_AndNothingElseChanges()
    {
        await AskForPartnersAsync(world);
        await world.AnswerAsync(Grant);
        await UploadAsync(world);
        var seen = world.Asked();
        Assert.NotNull(world.Only.Details!.Question);
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Empty(world.Forms.Lines);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Null(world.Only.Details!.Question);
        Assert.Equal(QuestionAnswer.Lapsed, world.Only.Question!.Answer);
        Assert.IsType<CompleteGrantResult.NotPossible>(await world.AcceptAsync(seen));
        Assert.IsType<OpenLinkResult.QuestionOver>(await world.Open.ExecuteAsync(Token, default));
        Assert.Equal((RegistrationState.Granted, "granted"), (world.Only.State, await world.GateAsync("account")));
        Assert.True(world.Only.HoldsData);
        Assert.Empty(world.Log.Entries);
        Assert.Equal("QuestionLapsed", (await world.Store.ReadHistoryAsync(world.Only.Id, default))[^1].What);
    }

    [Fact]
    public async Task Attested_AndAnotherWayChosen_WorkAsForTheFirstConsent()
    {
        await AskForPartnersAsync(world);
        await world.AnswerAsync(Grant);
        Assert.IsType<RecordDecisionResult.Pending>(await world.Change.ExecuteAsync(Token, VerificationMethod.Attested, default));
        var code = world.Only.Question!.Verification.Reference!;
        Assert.True((await world.Attest.FindAsync(code, default))!.IsQuestion);
        Assert.IsType<CompleteGrantResult.Completed>(await world.Attest.ExecuteAsync(
            new RecordAttestationCommand(code, "Ada", AttestedWay.Telephone, world.Clock.Now, "Kim Roe", "father", ["partners"]), default));
        Assert.Equal("granted", await world.GateAsync("partners"));
    }

    [Theory]
    [InlineData("parent@example.com", "other@example.com")]
    [InlineData("other@example.com", "parent@example.com")]
    public async Task WhileAYesIsChecked_TheOthersNoEndsIt(string says, string objects)
    {
        await world.GrantFirstAsync(two: true);
        await world.AskAsync("partners");
        await world.DeliverAsync();
        var token = world.TokenTo(says, Askers.Asks);
        await world.AnswerAsync(Grant, says);
        await world.Upload.ExecuteAsync(token, Parents.Picture, default);
        var seen = world.Asked();
        Assert.IsType<OpenLinkResult.OtherVerifying>(await world.Open.ExecuteAsync(world.TokenTo(objects, Askers.Asks), default));
        Assert.IsType<RecordDecisionResult.NotPossible>(await world.AnswerAsync(Grant, objects));
        Assert.IsType<RecordDecisionResult.Recorded>(await world.AnswerAsync(Refuse, objects));
        Assert.IsType<CompleteGrantResult.NotPossible>(await world.AcceptAsync(seen));
        await world.PassAsync(TimeSpan.FromDays(16));
        Assert.Empty(world.Forms.Lines);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Null(world.Only.Details!.Question);
        Assert.Equal(("granted", "purposeNotGranted"), (await world.GateAsync("account"), await world.GateAsync("partners")));
    }

    [Fact]
    public async Task AnotherQuestionTakesThePlaceOfOneThatIsChecked_ItsFormGoes_AndItsCodeNamesNothing()
    {
        await AskForPartnersAsync(world);
        await world.AnswerAsync(Grant);
        await UploadAsync(world);
        var seen = world.Asked();
        await world.AskAsync("newsletter", "partners");
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Empty(world.Forms.Lines);
        Assert.Null(world.Only.Details!.Question);
        Assert.IsType<CompleteGrantResult.NotPossible>(await world.AcceptAsync(seen));
        await world.AnswerAsync(Grant);
        Assert.NotEqual(seen.Verification.Reference, world.Only.Question!.Verification.Reference);
    }

    [Fact]
    public async Task WithdrawnWhileAFormWaits_NothingIsLeft()
    {
        await AskForPartnersAsync(world);
        await world.AnswerAsync(Grant);
        await UploadAsync(world);
        await world.DecideAsync(Withdraw, "Granted 0");
        await world.PassAsync(TimeSpan.FromDays(16));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Empty(world.Forms.Lines);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Single(world.Log.Entries);
    }

    [Fact]
    public async Task EmailPlus_IsConfirmedLater()
    {
        var plus = new World(Askers.Client with { Methods = [VerificationMethod.EmailPlus, VerificationMethod.SignedForm] });
        await plus.GrantFirstAsync();
        await plus.PassAsync(TimeSpan.FromDays(2));
        await plus.AskAsync("profile");
        await plus.DeliverAsync();
        await plus.AnswerAsync(Grant);
        await plus.PassAsync(TimeSpan.FromHours(23));
        Assert.DoesNotContain("More Confirmed 0", plus.Subjects);
        await plus.PassAsync(TimeSpan.FromHours(2));
        Assert.Single(plus.Subjects, "More Confirmed 0");
    }

    [Fact]
    public async Task ProviderTakesItsCheckBack_WhatWasAllowedByItEnds_AndNothingElse()
    {
        var kids = new World(Askers.Client with { Methods = [VerificationMethod.Email, VerificationMethod.Provider], Provider = "check" });
        await AskForPartnersAsync(kids);
        await kids.AnswerAsync(Grant);
        var reference = kids.Only.Question!.Verification.Reference!;
        Assert.Equal(new RecordCheckResult.Taken(CheckEffect.Grant), await SayAsync(CheckOutcome.Verified));
        Assert.Equal(new RecordCheckResult.Taken(CheckEffect.Nothing), await SayAsync(CheckOutcome.Verified));
        await kids.DeliverAsync();
        await kids.AskAsync("newsletter");
        Assert.Equal(("granted", "granted"), (await kids.GateAsync("account"), await kids.GateAsync("partners")));

        Assert.Equal(new RecordCheckResult.Taken(CheckEffect.Withdraw), await SayAsync(CheckOutcome.Revoked));
        Assert.Equal(new RecordCheckResult.Taken(CheckEffect.Nothing), await SayAsync(CheckOutcome.Revoked));
        await kids.DeliverAsync();
        Assert.Equal(("granted", "purposeNotGranted"), (await kids.GateAsync("account"), await kids.GateAsync("partners")));
        Assert.Equal(RegistrationState.Granted, kids.Only.State);
        Assert.Single(kids.Subjects, "More Withdrawn 0");
        Assert.True(Assert.Single(kids.Only.Further).Ended);

        Task<RecordCheckResult> SayAsync(CheckOutcome outcome) =>
            kids.Provide.ExecuteAsync(new RecordCheckCommand("check", outcome, reference), default);
    }

    [Fact]
    public async Task ProviderTakesItsCheckBack_AfterWhatWasAllowedEnded_NothingChanges()
    {
        var kids = new World(Askers.Client with { Methods = [VerificationMethod.Email, VerificationMethod.Provider], Provider = "check" });
        await kids.GrantFirstAsync(two: true);
        await kids.AskAsync("partners");
        await kids.DeliverAsync();
        await kids.AnswerAsync(Grant, Askers.Other);
        var reference = kids.Only.Question!.Verification.Reference!;
        await kids.Provide.ExecuteAsync(new RecordCheckCommand("check", CheckOutcome.Verified, reference), default);
        await kids.DeliverAsync();
        Assert.IsType<RecordDecisionResult.Left>(await kids.AnswerAsync(kids.TokenTo(Askers.Other, "More Granted 0"), NotMyChild));
        var left = kids.Only;
        Assert.True(Assert.Single(left.Further).Ended);
        foreach (var outcome in new[] { CheckOutcome.Revoked, CheckOutcome.Revoked, CheckOutcome.Verified })
        {
            Assert.Equal(
                new RecordCheckResult.Taken(CheckEffect.Nothing),
                await kids.Provide.ExecuteAsync(new RecordCheckCommand("check", outcome, reference), default));
        }

        await kids.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(left.HistoryLength, kids.Only.HistoryLength);
        Assert.DoesNotContain("More Withdrawn 0", kids.Subjects);
    }

    [Fact]
    public async Task NotMyChild_WhileAYesIsChecked_IsANoOfTheFirst_AndLeavesTheOthersToThem()
    {
        await world.GrantFirstAsync(two: true);
        await world.AskAsync("partners");
        await world.DeliverAsync();
        var first = world.TokenTo("parent@example.com", Askers.Asks);
        await world.AnswerAsync(Grant);
        await world.Upload.ExecuteAsync(first, Parents.Picture, default);
        Assert.IsType<RecordDecisionResult.Left>(await world.AnswerAsync(NotMyChild, Askers.Other));
        Assert.IsType<OpenLinkResult.Verifying>(await world.Open.ExecuteAsync(first, default));
        Assert.IsType<RecordDecisionResult.Disowned>(await world.AnswerAsync(first, NotMyChild));
        await world.PassAsync(TimeSpan.FromDays(16));
        Assert.Empty(world.Forms.Lines);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Null(world.Only.Details!.Question);
        Assert.Equal(("granted", "purposeNotGranted"), (await world.GateAsync("account"), await world.GateAsync("partners")));
    }

    [Fact]
    public async Task Messages_NameNoPurposeAndNobody()
    {
        await AskForPartnersAsync(world);
        await world.AnswerAsync(Grant);
        await UploadAsync(world);
        await RejectAsync(world);
        var sent = world.Queues.Sent.Select(message => JsonSerializer.Serialize(message.Message, message.Message.GetType())).ToArray();
        Assert.Contains(sent, body => body.Contains("\"Question\":true", StringComparison.Ordinal));
        Assert.DoesNotContain(sent, body => body.Contains("partners", StringComparison.Ordinal) || body.Contains('@', StringComparison.Ordinal));
    }

    private string Token => world.TokenIn(Askers.Asks);

    internal static async Task AskForPartnersAsync(World world)
    {
        await world.GrantFirstAsync();
        await world.AskAsync("partners");
        await world.PassAsync(TimeSpan.FromHours(1));
    }

    internal static Task<UploadFormResult> UploadAsync(World world) => World.AgainIfCutOffAsync(
        () => world.Upload.ExecuteAsync(world.TokenIn(Askers.Asks), Parents.Picture, default));

    internal static Task<RejectFormResult> RejectAsync(World world) => World.AgainIfCutOffAsync(() => world.Reject.ExecuteAsync(
        new RejectFormCommand(world.Only.Id, world.Only.Question!.Verification.Upload!, FormProblem.NotSigned, "Ada"), default));
}
