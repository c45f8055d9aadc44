using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

public class FormLivesTests
{
    private readonly World world = new(World.Client with { Methods = [VerificationMethod.SignedForm, VerificationMethod.Attested] });

    [Fact]
    public async Task FormIsAccepted_OnlyThenIsItAConsent()
    {
        await SaidYesAsync();
        Assert.Equal(RegistrationState.AwaitingParent, world.Only.State);
        Assert.Equal(VerificationStep.FormAwaited, world.Only.Verification.Step);
        Assert.Empty(world.Only.GrantedPurposes);
        Assert.Equal("consentPending", await world.GateAsync());
        Assert.Equal(VerificationReference.ParseCode(world.Only.Verification.Reference), world.Only.Verification.Reference);

        Assert.IsType<UploadFormResult.Received>(await world.UploadAsync());
        Assert.Equal("consentPending", await world.GateAsync());
        Assert.Equal(world.Only.Id, Assert.Single((await world.Reviews.ExecuteAsync(null, default)).Waiting).Id);

        Assert.IsType<CompleteGrantResult.Completed>(await world.AcceptAsync());
        Assert.Equal("granted", await world.GateAsync());
        Assert.Equal(["account", "newsletter"], world.Only.GrantedPurposes);
        Assert.Equal("Pat Doe", world.Only.Details!.GuardianName);
        Assert.Equal(("Ada", "signedForm"), (world.Only.Details.VerifiedBy, world.Only.Details.VerifiedHow));
        Assert.Null(world.Only.Details.Pending);
        Assert.Contains(
            await world.Store.ReadHistoryAsync(world.Only.Id, default), entry => entry is { What: "Granted", Actor: Actor.Administrator });

        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(world.Forms.Lines);
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal(RegistrationState.Granted, world.Only.State);
        Assert.Equal(["Notice 0", "Granted 0"], world.Subjects);
        AssertTidy();
    }

    [Fact]
    public async Task FormIsRejected_IsSentAgain_AndAccepted()
    {
        await SaidYesAsync();
        await world.UploadAsync();
        var reference = world.Only.Verification.Reference;
        Assert.IsType<RejectFormResult.Rejected>(await world.RejectAsync());
        Assert.Equal(VerificationStep.FormRejected, world.Only.Verification.Step);
        Assert.Equal(FormProblem.NotSigned, world.Only.Verification.Problem);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(world.Forms.Lines);
        Assert.Empty((await world.Reviews.ExecuteAsync(null, default)).Waiting);

        await world.UploadAsync();
        Assert.Equal(reference, world.Only.Verification.Reference);
        Assert.IsType<CompleteGrantResult.Completed>(await world.AcceptAsync());
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["Notice 0", "FormRejected 0", "Granted 0"], world.Subjects);
        AssertTidy();
    }

    [Fact]
    public async Task NobodyLooksAtTheForm_RemindersGoOn_AndItIsDeletedAtTheDeadline()
    {
        await SaidYesAsync();
        await world.UploadAsync();
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(["Notice 0", "Reminder 1", "Reminder 2", "Reminder 3", "Deleted 0"], world.Subjects);
        Assert.Equal(DeletionReason.Expired, Assert.Single(world.Log.Entries).Record.Reason);
        AssertGone();
    }

    [Theory]
    [InlineData(ConsentDecision.Refuse)]
    [InlineData(ConsentDecision.NotMyChild)]
    public async Task NoAfterTheFormWasSent_Wins(ConsentDecision decision)
    {
        await SaidYesAsync();
        await world.UploadAsync();
        var seen = world.Only;
        Assert.IsType<RecordDecisionResult.Recorded>(await world.DecideAsync(decision));
        Assert.Null(world.Only.Details?.Pending);
        Assert.IsType<CompleteGrantResult.NotPossible>(await world.AcceptAsync(seen));
        await world.PassAsync(TimeSpan.FromMinutes(10));
        AssertGone();
    }

    [Fact]
    public async Task CancelledAfterTheFormWasSent_TheFormGoesToo()
    {
        await SaidYesAsync();
        await world.UploadAsync();
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        AssertGone();
    }

    [Fact]
    public async Task AddressCorrectedAfterTheFormWasSent_TheYesIsNobodys_AndTheFormGoes()
    {
        await SaidYesAsync();
        await world.UploadAsync();
        var seen = world.Only;
        Assert.IsType<CorrectAddressResult.Corrected>(await world.Correct.ExecuteAsync(
            new CorrectAddressCommand(world.TheClient, world.Only.Id, "other@example.com", null), default));
        Assert.Equal(new Verification(), world.Only.Verification);
        Assert.IsType<CompleteGrantResult.NotPossible>(await world.AcceptAsync(seen));
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(world.Forms.Lines);
        Assert.Equal(RegistrationState.AwaitingParent, world.Only.State);
    }

    [Fact]
    public async Task AcceptedAfterTheDeadline_DoesNotCount()
    {
        await SaidYesAsync();
        await world.UploadAsync();
        world.Clock.Now = world.Only.Deadline;
        Assert.IsType<CompleteGrantResult.NotPossible>(await world.AcceptAsync());
        Assert.IsType<RejectFormResult.NotPossible>(await world.RejectAsync());
        Assert.IsType<UploadFormResult.NotPossible>(await world.UploadAsync());
        await world.PassAsync(TimeSpan.FromHours(1));
        AssertGone();
    }

    [Fact]
    public async Task AnotherFormCameWhileOneWasLookedAt_TheOneThatWasSeenIsNotAccepted()
    {
        await SaidYesAsync();
        await world.UploadAsync();
        var seen = world.Only;
        await world.UploadAsync();
        Assert.IsType<CompleteGrantResult.NotPossible>(await world.AcceptAsync(seen));
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(world.Only.FormLine, Assert.Single(world.Forms.Lines));
        Assert.IsType<CompleteGrantResult.Completed>(await world.AcceptAsync());
        Assert.IsType<CompleteGrantResult.Before>(await world.AcceptAsync());
    }

    [Fact]
    public async Task AYesAgain_TakesThePlaceOfTheFirst()
    {
        await SaidYesAsync();
        await world.UploadAsync();
        var seen = world.Only;
        var again = world.Answer(ConsentDecision.Grant) with { Purposes = [], GuardianName = "Kim Doe" };
        Assert.IsType<RecordDecisionResult.Pending>(await world.Decide.ExecuteAsync(again, default));
        Assert.NotEqual(seen.Verification.Reference, world.Only.Verification.Reference);
        Assert.IsType<CompleteGrantResult.NotPossible>(await world.AcceptAsync(seen));
        Assert.IsType<CompleteGrantResult.NotFound>(await world.AttestAsync(seen.Verification.Reference));
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(world.Forms.Lines);

        await world.UploadAsync();
        await world.AcceptAsync();
        Assert.Equal(["account"], world.Only.GrantedPurposes);
        Assert.Equal("Kim Doe", world.Only.Details!.GuardianName);
    }

    /// <summary>As by a page that is loaded again: what was sent in, and what was printed, stays good.</summary>
    [Fact]
    public async Task TheSameYesAgain_LeavesTheFormThatWasSentIn()
    {
        await SaidYesAsync();
        var seen = world.Only.Verification.Reference;
        await world.DecideAsync(ConsentDecision.Grant);
        Assert.Equal(seen, world.Only.Verification.Reference);
        await world.UploadAsync();
        Assert.IsType<RecordDecisionResult.Pending>(await world.DecideAsync(ConsentDecision.Grant));
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Single(world.Forms.Lines);
        await world.AcceptAsync();
        Assert.Equal(RegistrationState.Granted, world.Only.State);
    }

    [Fact]
    public async Task TwoDevicesAtOnce_OneYesIsTakenDown_AndTheOtherSeesIt()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();

        // Both have read the registration; the second is faster.
        RecordDecisionResult? second = null;
        world.Calls.Before = async call =>
        {
            if (call == "RegistrationStore.TrySaveAsync")
            {
                world.Calls.Before = null;
                second = await world.DecideAsync(ConsentDecision.Grant);
            }
        };
        var first = await world.DecideAsync(ConsentDecision.Grant);
        var pending = Assert.IsType<RecordDecisionResult.Pending>(second);
        var other = Assert.IsType<RecordDecisionResult.NotPossible>(first);
        Assert.Equal(
            pending.Registration.Verification.Reference,
            Assert.IsType<OpenLinkResult.Verifying>(other.Found).Registration.Verification.Reference);
    }

    [Fact]
    public async Task AcceptAndRefuseAtOnce_HaveOneWinner_AndOneMail()
    {
        for (var round = 0; round < 20; round++)
        {
            var each = new World(World.Client with { Methods = [VerificationMethod.SignedForm] });
            await each.RegisterAsync();
            await each.DeliverAsync();
            await each.DecideAsync(ConsentDecision.Grant);
            await each.UploadAsync();
            var seen = each.Only;
            var accept = Task.Run(() => each.AcceptAsync(seen));
            var refuse = Task.Run(() => each.DecideAsync(ConsentDecision.Refuse));
            await Task.WhenAll(accept, refuse);
            var granted = await accept is CompleteGrantResult.Completed;
            Assert.NotEqual(granted, await refuse is RecordDecisionResult.Recorded);
            await each.PassAsync(TimeSpan.FromHours(1));
            Assert.Equal(["Notice 0", granted ? "Granted 0" : "Refused 0"], each.Subjects);
            Assert.Empty(each.Forms.Lines);
            Assert.Equal(granted ? RegistrationState.Granted : RegistrationState.Deleted, each.Only.State);
        }
    }

    [Fact]
    public async Task UploadWhileTheSweepDeletes_LeavesNothingBehind()
    {
        await SaidYesAsync();
        world.Calls.Before = async call =>
        {
            // The picture is about to be stored when the deadline passes and everything goes.
            if (call == "FormStore.AddAsync")
            {
                world.Calls.Before = null;
                await world.PassAsync(TimeSpan.FromDays(15));
                Assert.Equal(RegistrationState.Deleted, world.Only.State);
            }
        };
        world.Calls.After = call => call == "FormStore.AddAsync" ? throw new CutOffException() : Task.CompletedTask;
        await Assert.ThrowsAsync<CutOffException>(() => world.Upload.ExecuteAsync(world.TokenIn("Notice 0"), Parents.Picture, default));
        Assert.Single(world.Forms.Lines);
        world.Calls.After = null;

        // The message that was queued first was delivered while the days passed; in truth it comes ten minutes later.
        var message = world.Queues.Sent.Select(sent => sent.Message).OfType<DeletionMessage>().Last(sent => sent.Form is not null);
        await world.Delete.ExecuteAsync(message, default);
        AssertGone();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RemovalMessageBecamePoison_TheSweepRemovesThePicture_AndNoneThatIsStillNeeded(bool rejected)
    {
        await SaidYesAsync();
        await world.UploadAsync();
        world.Calls.Before = call => call == "FormStore.RemoveAsync" ? throw new CutOffException() : Task.CompletedTask;
        if (rejected)
        {
            await world.RejectAsync();
        }
        else
        {
            await world.AcceptAsync();
        }

        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Single(world.Forms.Lines);
        Assert.Contains(world.Poison, message => message is DeletionMessage { Form: not null });
        world.Calls.Before = null;

        await ForgetInAllSlicesAsync();
        Assert.Single(world.Forms.Lines);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await ForgetInAllSlicesAsync();

        Assert.Empty(world.Forms.Lines);
    }

    [Fact]
    public async Task FormThatWaitsForDays_IsLeftAlone_ForOneCallMore_AndOnlyWhenItsTurnComes()
    {
        await SaidYesAsync();
        await world.UploadAsync();
        world.Clock.Advance(TimeSpan.FromDays(2));
        world.Calls.Reset();

        await ForgetInAllSlicesAsync();

        Assert.Single(world.Forms.Lines);
        Assert.Equal(HashSlice.Count + 1, world.Calls.Count);
        Assert.Equal(world.Only.Id, Assert.Single((await world.Reviews.ExecuteAsync(null, default)).Waiting).Id);
    }

    [Theory]
    [InlineData(500, 3, 3)]
    [InlineData(500, 150, 100)]
    [InlineData(1000, 3, 0)]
    public async Task FormsThatRightlyWait_DoNotHideForgottenOnes(int waiting, int forgotten, int removed)
    {
        await SaidYesAsync();
        await world.UploadAsync();
        var waits = new FormWaiting(Assert.Single(world.Forms.Lines), World.Client.Id, world.Clock.Now);
        FormWaiting[] all =
        [
            .. Enumerable.Repeat(waits, waiting),
            .. Enumerable.Range(0, forgotten).Select(number => waits with { Line = waits.Line with { Upload = $"{number:x16}" } }),
        ];
        var forms = new Mock<IFormStore>();
        forms.Setup(store => store.ReadWaitingAsync(It.IsAny<HashSlice>(), It.IsAny<DateTimeOffset>(), It.IsAny<int>(), default))
            .ReturnsAsync((HashSlice _, DateTimeOffset _, int max, CancellationToken _) => [.. all.Take(max)]);

        await new RemoveForgottenForms(world.Store, forms.Object, NullLogger<RemoveForgottenForms>.Instance).ExecuteAsync(world.Clock.Now, default);

        forms.Verify(store => store.RemoveAsync(It.Is<FormLine>(line => line != waits.Line), default), Times.Exactly(removed));
        forms.Verify(store => store.RemoveAsync(waits.Line, default), Times.Never);
    }

    private async Task ForgetInAllSlicesAsync()
    {
        for (var slice = 0; slice < HashSlice.Count; slice++)
        {
            await world.Forget.ExecuteAsync(world.Clock.Now, default);
            world.Clock.Advance(TimeSpan.FromMinutes(5));
        }
    }

    private async Task SaidYesAsync()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        Assert.IsType<RecordDecisionResult.Pending>(await world.DecideAsync(ConsentDecision.Grant));
    }

    private void AssertGone()
    {
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Null(world.Only.Details);
        Assert.Equal(new Verification(), world.Only.Verification);
        AssertTidy();
    }

    private void AssertTidy()
    {
        Assert.Empty(world.Forms.Lines);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Poison);
    }
}
