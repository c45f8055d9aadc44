using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>E-mail plus, attestation, and a change of method on the way.</summary>
public class MethodLivesTests
{
    private static World With(params VerificationMethod[] methods) => new(World.Client with { Methods = methods });

    [Fact]
    public async Task EmailPlus_CountsAtOnce_AndIsConfirmedADayLater()
    {
        var world = With(VerificationMethod.EmailPlus);
        await SaidYesAsync(world);
        Assert.Equal("granted", await world.GateAsync());
        await world.PassAsync(TimeSpan.FromHours(23));
        Assert.Equal(["Notice 0", "Granted 0"], world.Subjects);
        await world.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(["Notice 0", "Granted 0", "Confirmed 0"], world.Subjects);
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal(3, world.Subjects.Count());
        Assert.IsType<OpenLinkResult.CanWithdraw>(await world.Open.ExecuteAsync(world.TokenIn("Confirmed 0"), default));
    }

    [Fact]
    public async Task EmailPlus_CostsTwoCallsMoreThanEmail()
    {
        var (plain, plus) = (With(VerificationMethod.Email), With(VerificationMethod.EmailPlus));
        foreach (var world in new[] { plain, plus })
        {
            await SaidYesAsync(world);
            await world.PassAsync(TimeSpan.FromDays(20));
            Assert.Equal("granted", await world.GateAsync());
        }

        // The sweeps of the two worlds are as many as their clocks had events: they are no part of a life.
        Assert.Equal(2, Life(plus) - Life(plain));

        static int Life(World world) => world.Calls.Names.Count(call => call.Split('.')[0] is "RegistrationStore" or "WorkQueues"
            && !call.EndsWith("ReadStatusAsync", StringComparison.Ordinal)
            || call is "DeadlineIndex.AddAsync" or "DeadlineIndex.RemoveAsync" or "DeletionLog.AppendAsync");
    }

    [Fact]
    public async Task PlainGrant_IsNotNotedAfterItsMail()
    {
        var world = With(VerificationMethod.Email);
        await SaidYesAsync(world);
        world.Calls.Reset();
        await world.DeliverAsync();
        Assert.Equal(["Notice 0", "Granted 0"], world.Subjects);
        Assert.Equal(
            ["RegistrationStore.FindAsync", "EventFeed.AppendAsync", "DeadlineIndex.RemoveAsync", "Mailer.SendAsync"], world.Calls.Names);
    }

    [Fact]
    public async Task GrantMailThatFails_IsTriedAgain_ThoughItsDeadlineIsGone()
    {
        var world = With(VerificationMethod.EmailPlus);
        await world.RegisterAsync();
        await world.DeliverAsync();
        world.Mailer.AnswerNext(new MailResult.Failed("451"), new MailResult.Failed("451"));
        await world.DecideAsync(ConsentDecision.Grant);
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal(["Notice 0", "Granted 0", "Confirmed 0"], world.Subjects);
        Assert.Equal(RegistrationState.Granted, world.Only.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WithdrawnOrCancelledBeforeTheConfirmation_NoneIsSent(bool withdrawn)
    {
        var world = With(VerificationMethod.EmailPlus);
        await SaidYesAsync(world);
        await world.PassAsync(TimeSpan.FromHours(1));
        if (withdrawn)
        {
            await world.DecideAsync(ConsentDecision.Withdraw, "Granted 0");
        }
        else
        {
            await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        }

        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.DoesNotContain("Confirmed 0", world.Subjects);
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task Attested_CountsOnceAnAdministratorTakesItDown()
    {
        var world = With(VerificationMethod.Attested);
        Assert.Equal(VerificationStep.CallAwaited, (await SaidYesAsync(world)).Verification.Step);
        Assert.IsType<CompleteGrantResult.Completed>(await world.AttestAsync(world.Only.Verification.Reference!.ToLowerInvariant()));
        Assert.Equal(["account"], world.Only.GrantedPurposes);
        Assert.Equal("Pat Roe", world.Only.Details!.GuardianName);
        Assert.Equal(("Ada", "Telephone"), (world.Only.Details.VerifiedBy, world.Only.Details.VerifiedHow));
        Assert.Equal(VerificationMethod.Attested, world.Only.Method);
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal(["Notice 0", "Granted 0"], world.Subjects);
    }

    /// <summary>A guardian who telephones without having been on the page has no code: the registration's id does.</summary>
    [Fact]
    public async Task Attested_WithoutAYesOnThePage_GoesByTheRegistrationsId()
    {
        var world = With(VerificationMethod.Attested);
        await world.RegisterAsync();
        await world.DeliverAsync();
        Assert.IsType<CompleteGrantResult.Completed>(await world.AttestAsync(world.Only.Id));
        Assert.Equal(["account"], world.Only.GrantedPurposes);
        Assert.Equal(("Ada", "Telephone", "Pat Roe"), (world.Only.Details!.VerifiedBy, world.Only.Details.VerifiedHow, world.Only.Details.GuardianName));
        Assert.Contains(world.Only.NoticeHash!, world.Notices.Hashes);
        Assert.IsType<CompleteGrantResult.NotFound>(await world.AttestAsync(world.Only.Id));
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal(["Notice 0", "Granted 0"], world.Subjects);
    }

    [Fact]
    public async Task Attested_ByTheId_OnlyWhereTheClientsMethodsHaveIt_AndNotPastTheDeadline()
    {
        var world = With(VerificationMethod.SignedForm);
        await world.RegisterAsync();
        Assert.IsType<CompleteGrantResult.NotFound>(await world.AttestAsync(world.Only.Id));

        var late = With(VerificationMethod.Attested);
        await late.RegisterAsync();
        late.Clock.Advance(TimeSpan.FromDays(15));
        Assert.IsType<CompleteGrantResult.NotPossible>(await late.AttestAsync(late.Only.Id));
        Assert.Equal(RegistrationState.AwaitingParent, late.Only.State);
    }

    [Fact]
    public async Task Attested_OnlyWhereTheClientsMethodsHaveIt()
    {
        var world = With(VerificationMethod.SignedForm);
        await SaidYesAsync(world);
        Assert.IsType<CompleteGrantResult.NotFound>(await world.AttestAsync());
        Assert.Equal(RegistrationState.AwaitingParent, world.Only.State);
    }

    [Fact]
    public async Task MethodIsChangedOnTheWay_TheOldReferenceIsDead_AndTheYesStands()
    {
        var world = With(VerificationMethod.SignedForm, VerificationMethod.Attested);
        var first = await SaidYesAsync(world);
        await world.UploadAsync();
        var seen = world.Only;
        Assert.IsType<RecordDecisionResult.Pending>(await world.ChangeAsync(VerificationMethod.Attested));
        Assert.Equal(VerificationStep.CallAwaited, world.Only.Verification.Step);
        Assert.NotEqual(first.Verification.Reference, world.Only.Verification.Reference);
        Assert.Equal("Pat Doe", world.Only.Details!.Pending!.GuardianName);
        Assert.IsType<CompleteGrantResult.NotPossible>(await world.AcceptAsync(seen));
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(world.Forms.Lines);

        Assert.IsType<RecordDecisionResult.Pending>(await world.ChangeAsync(VerificationMethod.SignedForm));
        await world.UploadAsync();
        Assert.IsType<CompleteGrantResult.Completed>(await world.AcceptAsync());
        Assert.IsType<RecordDecisionResult.NotPossible>(await world.ChangeAsync(VerificationMethod.Attested));
    }

    [Fact]
    public async Task MethodIsChangedToOneThatCountsAtOnce_WhereThatSuffices()
    {
        var world = With(VerificationMethod.EmailPlus, VerificationMethod.SignedForm);
        await world.RegisterAsync();
        await world.DeliverAsync();
        var current = (await world.Store.FindAsync(world.Only.Id, default))!;
        await world.Store.TrySaveAsync(
            current,
            Registration.Record(current.Registration with { Method = VerificationMethod.SignedForm }, "Test", Actor.Service, world.Clock.Now),
            default);
        Assert.IsType<RecordDecisionResult.Pending>(await world.DecideAsync(ConsentDecision.Grant));
        Assert.IsType<RecordDecisionResult.Recorded>(await world.ChangeAsync(VerificationMethod.EmailPlus));
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(["Notice 0", "Granted 0", "Confirmed 0"], world.Subjects);
        Assert.Equal(["account", "newsletter"], world.Only.GrantedPurposes);
    }

    [Fact]
    public async Task MethodThatDoesNotSuffice_OrIsNotTheClients_CannotBeChosen()
    {
        var world = With(VerificationMethod.Email, VerificationMethod.SignedForm);
        await world.RegisterAsync();
        await world.DeliverAsync();
        var current = (await world.Store.FindAsync(world.Only.Id, default))!;
        await world.Store.TrySaveAsync(
            current,
            Registration.Record(
                current.Registration with { Method = VerificationMethod.SignedForm, Signals = [RiskSignal.SameAddress] },
                "Test", Actor.Service, world.Clock.Now),
            default);
        await world.DecideAsync(ConsentDecision.Grant);
        var before = world.Only;
        Assert.IsType<RecordDecisionResult.NotPossible>(await world.ChangeAsync(VerificationMethod.Email));
        Assert.IsType<RecordDecisionResult.NotPossible>(await world.ChangeAsync(VerificationMethod.Attested));
        Assert.Equal(before, world.Only);
    }

    private static async Task<Registration> SaidYesAsync(World world)
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.DecideAsync(ConsentDecision.Grant);
        return world.Only;
    }
}
