using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Tests.Lives;

public class StoriesTests
{
    private readonly World world = new();

    [Fact]
    public async Task OfAge_TouchesNothing()
    {
        var result = await world.Start.ExecuteAsync(World.Child() with { Age = new(null, 18, "DE") }, CancellationToken.None);
        Assert.IsType<StartRegistrationResult.NotRequired>(result);
        Assert.Empty(world.Calls.Names);
    }

    [Fact]
    public async Task Minor_CostsThreeCallsOnTheRequestPath()
    {
        Assert.IsType<StartRegistrationResult.Pending>(await RegisterAsync());
        Assert.Equal(3, world.Calls.Count);
        Assert.Equal("RegistrationStore.TryAddAsync", world.Calls.Names.Last());
    }

    [Fact]
    public async Task NobodyAnswers_IsRemindedThenDeletedAndLoggedOnce()
    {
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(["Notice 0", "Reminder 1", "Reminder 2", "Reminder 3", "Deleted 0"], world.Subjects);
        AssertDeleted(DeletionReason.Expired);
    }

    [Theory]
    [InlineData(ConsentDecision.Refuse, DeletionReason.Refused, new[] { "Notice 0", "Refused 0" })]
    [InlineData(ConsentDecision.NotMyChild, DeletionReason.Disowned, new[] { "Notice 0" })]
    public async Task SaysNo_DataGoesWithTheDecisionAndTheRestWithinMinutes(ConsentDecision decision, DeletionReason reason, string[] mails)
    {
        await RegisterAsync();
        await world.DeliverAsync();
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(world.Answer(decision)));
        Assert.False(world.Only.HoldsData);
        Assert.Null(await world.Store.ReadDataAsync((await world.Store.FindAsync(world.Only.Id, default))!, default));
        await world.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(mails, world.Subjects);
        AssertDeleted(reason);
    }

    [Fact]
    public async Task SaysYes_KeepsTheDataPastTheDeadlineAndStopsTheReminders()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        world.Calls.Reset();
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(world.Answer(ConsentDecision.Grant)));
        Assert.Equal(3, world.Calls.Count);
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal(RegistrationState.Granted, world.Only.State);
        Assert.Equal(["account", "newsletter"], world.Only.GrantedPurposes);
        Assert.NotNull(await world.Store.ReadDataAsync((await world.Store.FindAsync(world.Only.Id, default))!, default));
        Assert.Equal(["Notice 0", "Granted 0"], world.Subjects);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Log.Entries);
    }

    [Fact]
    public async Task SaysYesAndLaterNo_IsDeletedAfterTheLastMail()
    {
        await GrantAsync();
        world.Clock.Advance(TimeSpan.FromDays(100));
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(world.Answer(ConsentDecision.Withdraw, "Granted 0")));
        Assert.False(world.Only.HoldsData);
        await world.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(["Notice 0", "Granted 0", "Withdrawn 0"], world.Subjects);
        AssertDeleted(DeletionReason.Withdrawn);
    }

    /// <summary>COPPA 312.6(a)(2), GDPR 17: all is as with a withdrawal, and the reason is that they asked.</summary>
    [Fact]
    public async Task GuardianWhoAsksForTheDeletion_EndsTheConsentAsAWithdrawalDoes_AndThatIsTheReason()
    {
        await GrantAsync();
        world.Clock.Advance(TimeSpan.FromDays(10));
        world.Calls.Reset();
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(world.Answer(ConsentDecision.Erase, "Granted 0")));
        Assert.Equal(4, world.Calls.Count);
        Assert.Equal((RegistrationState.Withdrawn, false), (world.Only.State, world.Only.HoldsData));
        Assert.Equal("withdrawn", (await world.Check.ExecuteAsync("games", "child-1", null, default))!.Reason);
        await world.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(["Notice 0", "Granted 0", "Withdrawn 0"], world.Subjects);
        AssertDeleted(DeletionReason.GuardianRequest);
        Assert.Equal(["registration.pending", "consent.granted", "consent.withdrawn", "deletion.requested", "deletion.completed"], world.Feed.Words);
        Assert.Equal("guardianRequest", world.Feed.Events[^1].Reason);
        Assert.Equal("withdrawn", (await world.Check.ExecuteAsync("games", "child-1", null, default))!.Reason);
    }

    [Fact]
    public async Task AskingForTheDeletion_NeedsAConsentThatIsThere()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        Assert.IsType<RecordDecisionResult.NotPossible>(await DecideAsync(world.Answer(ConsentDecision.Erase)));
        Assert.Equal(RegistrationState.AwaitingParent, world.Only.State);
    }

    /// <summary>The mail's message was lost: the line of the index brings the deletion, and tells the client how it came.</summary>
    [Fact]
    public async Task GuardianWhoAsksForTheDeletion_WhoseMailIsLost_HasTheClientToldAllTheSame()
    {
        await GrantAsync();
        await DecideAsync(world.Answer(ConsentDecision.Erase, "Granted 0"));
        Assert.NotEmpty(world.Queues.TakeVisible());
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(["registration.pending", "consent.granted", "consent.withdrawn", "deletion.requested", "deletion.completed"], world.Feed.Words);
        AssertDeleted(DeletionReason.GuardianRequest);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ClientCancels_IsDeletedWhetherGrantedOrNot(bool granted)
    {
        await (granted ? GrantAsync() : RegisterAsync());
        await world.DeliverAsync();
        Assert.IsType<CancelRegistrationResult.Cancelled>(await world.Cancel.ExecuteAsync("games", world.Only.Id, default));
        Assert.IsType<CancelRegistrationResult.NotFound>(await world.Cancel.ExecuteAsync("others", world.Only.Id, default));
        await world.PassAsync(TimeSpan.FromMinutes(10));
        AssertDeleted(DeletionReason.Cancelled);
    }

    [Fact]
    public async Task RegistersAgain_WithTheSameGuardianIsTheSameRegistrationAndNoSecondMail()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        var again = Assert.IsType<StartRegistrationResult.Existing>(await RegisterAsync());
        Assert.Equal(world.Only.Attempt, again.Registration.Attempt);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["Notice 0"], world.Subjects);
        Assert.IsType<StartRegistrationResult.OtherGuardian>(
            await world.Start.ExecuteAsync(World.Child() with { ParentEmail = "other@example.com" }, CancellationToken.None));
    }

    [Fact]
    public async Task RegistersAgainAfterDeletion_StartsAfreshAndIsLoggedASecondTime()
    {
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.IsType<StartRegistrationResult.Pending>(await RegisterAsync());
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(10, world.Subjects.Count());
        Assert.Equal(2, world.Log.Entries.Select(entry => entry.Record.DeletionId).Distinct().Count());
        Assert.Empty(world.Deadlines.Entries);
    }

    [Fact]
    public async Task RegistersAgainBeforeTheDeletionWasLogged_BothDeletionsAreInTheLog()
    {
        await RegisterAsync();
        world.Calls.Before = call => call == "DeletionLog.AppendAsync" ? throw new CutOffException() : Task.CompletedTask;
        await world.PassAsync(TimeSpan.FromDays(14.1));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Empty(world.Log.Entries);
        world.Calls.Before = null;
        Assert.IsType<StartRegistrationResult.Pending>(await RegisterAsync());
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(2, world.Log.Entries.Count);
        Assert.Empty(world.Deadlines.Entries);
    }

    [Fact]
    public async Task RegistersAgainWhileTheOldOneIsBeingDeleted_TheNoticeIsNotLost()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        var deletion = Assert.Single(world.Queues.TakeVisible());
        var met = false;
        world.Calls.Before = async call =>
        {
            // The new request has queued its mail and not yet been committed: the mail's worker is first, then the deletion's.
            if (call == "RegistrationStore.TryAddAsync" && !met)
            {
                met = true;
                await world.Send.ExecuteAsync((OutgoingMailMessage)Assert.Single(world.Queues.TakeVisible()), default);
                await world.Delete.ExecuteAsync((DeletionMessage)deletion, default);
            }
        };
        Assert.IsType<StartRegistrationResult.Pending>(await RegisterAsync());
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["Notice 0", "Deleted 0", "Notice 0"], world.Subjects);
        Assert.Equal(DeletionReason.Cancelled, Assert.Single(world.Log.Entries).Record.Reason);
    }

    [Fact]
    public async Task Gate_OnTheDayTheSubjectIsOfAge_StillKeepsToWhatWasGranted()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        await DecideAsync(world.Answer(ConsentDecision.Grant) with { Purposes = [] });
        world.Clock.Advance(TimeSpan.FromDays(366 * 8));
        Assert.Equal((true, "ofAge"), await AskGateAsync("account"));
        Assert.Equal((false, "purposeNotGranted"), await AskGateAsync("newsletter"));
    }

    [Fact]
    public async Task PurposeThatCameLater_IsNotCoveredByTheOldConsent()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        await DecideAsync(world.Answer(ConsentDecision.Grant));
        Assert.Equal((true, "granted"), await AskGateAsync("newsletter"));
        Assert.Equal((false, "purposeNotGranted"), await AskGateAsync("chat"));
    }

    [Fact]
    public async Task HundredIdenticalRegistrationsAtOnce_AreOneWithOneMail()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(RegisterAsync)));
        Assert.Single(results.OfType<StartRegistrationResult.Pending>());
        Assert.Equal(99, results.OfType<StartRegistrationResult.Existing>().Count());
        await Task.WhenAll(world.Queues.TakeVisible().Select(message =>
            Task.Run(() => world.Send.ExecuteAsync((OutgoingMailMessage)message, CancellationToken.None))));
        await world.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(["Notice 0"], world.Subjects);
        await world.PassAsync(TimeSpan.FromDays(15));
        AssertDeleted(DeletionReason.Expired);
    }

    [Fact]
    public async Task OneLinkUsedByManyAtOnce_DecidesOnceAndTellsOnce()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(index => Task.Run(() =>
            DecideAsync(world.Answer(index % 2 == 0 ? ConsentDecision.Grant : ConsentDecision.Refuse)))));
        var recorded = Assert.Single(results.OfType<RecordDecisionResult.Recorded>());
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["Notice 0", recorded.Registration.State + " 0"], world.Subjects);
    }

    [Fact]
    public async Task ReminderFurtherAheadThanTheQueueCanDelay_ComesOnItsDay()
    {
        var client = World.Client with { ReminderDays = [13] };
        var far = new World(client);
        await far.Start.ExecuteAsync(World.Child(client: client), CancellationToken.None);
        await far.PassAsync(TimeSpan.FromDays(12.9));
        Assert.Equal(["Notice 0"], far.Subjects);
        await far.PassAsync(TimeSpan.FromDays(0.2));
        Assert.Equal(["Notice 0", "Reminder 1"], far.Subjects);
    }

    [Theory]
    [InlineData(5, null, VerificationMethod.EmailPlus, RegistrationState.Granted)]
    [InlineData(60, null, VerificationMethod.Email, RegistrationState.Granted)]
    [InlineData(60, "203.0.113.7", VerificationMethod.EmailPlus, RegistrationState.Granted)]
    [InlineData(5, "203.0.113.7", VerificationMethod.SignedForm, RegistrationState.AwaitingParent)]
    [InlineData(60, "203.0.113.8", VerificationMethod.Email, RegistrationState.Granted)]
    public async Task SignsOfTheAnswer_RaiseTheMethod_AndNeverRefuse(
        int seconds, string? from, VerificationMethod expected, RegistrationState state)
    {
        var client = World.Client with
        {
            Methods = [VerificationMethod.Email, VerificationMethod.EmailPlus, VerificationMethod.SignedForm],
            QuickAnswerSeconds = 15,
        };
        var suspicious = new World(client);
        await suspicious.Start.ExecuteAsync(
            World.Child(client: client) with { Device = DeviceHint.Of("203.0.113.7", "iPad") }, CancellationToken.None);
        await suspicious.DeliverAsync();
        suspicious.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await suspicious.Decide.ExecuteAsync(
            suspicious.Answer(ConsentDecision.Grant) with { Device = DeviceHint.Of(from, "iPad") }, CancellationToken.None);
        Assert.Equal(expected, suspicious.Only.Method);
        Assert.Equal(state, suspicious.Only.State);
        Assert.Equal(suspicious.Only.Signals.Count == 0 ? [] : [SignalReport.Of(suspicious.Only, suspicious.Clock.Now)], suspicious.Signals.All);
    }

    [Fact]
    public async Task SignsOfTheAnswer_WhereTheClientHasNoStrongerMethod_AreKeptForAdministrators()
    {
        var quick = new World(World.Client with { QuickAnswerSeconds = 15 });
        await quick.Start.ExecuteAsync(World.Child(), CancellationToken.None);
        await quick.DeliverAsync();
        await quick.Decide.ExecuteAsync(quick.Answer(ConsentDecision.Grant), CancellationToken.None);
        Assert.Equal(RegistrationState.Granted, quick.Only.State);
        var report = Assert.Single(quick.Signals.All);
        Assert.Equal((Assurance.Confirmed, VerificationMethod.Email, false), (report.Needed, report.Method, report.Suffices));
        Assert.Equal([RiskSignal.QuickAnswer], report.Signals);
        await quick.PassAsync(TimeSpan.FromDays(31));
        Assert.Empty(quick.Signals.All);
    }

    [Fact]
    public async Task ReminderDueAtNight_ComesInTheMorning_AndTheDeadlineStays()
    {
        world.Clock.Now = new DateTimeOffset(2026, 7, 10, 23, 0, 0, TimeSpan.Zero);
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromHours(30.9));
        Assert.Equal(["Notice 0"], world.Subjects);
        await world.PassAsync(TimeSpan.FromHours(0.2));
        Assert.Equal(["Notice 0", "Reminder 1"], world.Subjects);
        Assert.Equal(new DateTimeOffset(2026, 7, 24, 23, 0, 0, TimeSpan.Zero), world.Only.Deadline);
    }

    [Fact]
    public async Task ReminderThatComesLateInTheNight_WaitsToo()
    {
        world.Clock.Now = new DateTimeOffset(2026, 7, 10, 18, 0, 0, TimeSpan.Zero);
        await RegisterAsync();
        await world.DeliverAsync();
        world.Clock.Advance(TimeSpan.FromHours(28));
        await world.DeliverAsync();
        Assert.Equal(["Notice 0"], world.Subjects);
        world.Clock.Advance(TimeSpan.FromHours(8.1));
        await world.DeliverAsync();
        Assert.Equal(["Notice 0", "Reminder 1"], world.Subjects);
    }

    private Task<StartRegistrationResult> RegisterAsync() => world.Start.ExecuteAsync(World.Child(), CancellationToken.None);

    private Task<RecordDecisionResult> DecideAsync(RecordDecisionCommand command) => world.Decide.ExecuteAsync(command, CancellationToken.None);

    private async Task<(bool Allowed, string Reason)> AskGateAsync(string purpose)
    {
        var answer = (await world.Check.ExecuteAsync("games", "child-1", purpose, CancellationToken.None))!;
        return (answer.Allowed, answer.Reason);
    }

    private async Task GrantAsync()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        await DecideAsync(world.Answer(ConsentDecision.Grant));
        await world.DeliverAsync();
    }

    private void AssertDeleted(DeletionReason reason)
    {
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Null(world.Only.Details);
        Assert.Null(world.Only.GuardianHash);
        Assert.Equal(reason, Assert.Single(world.Log.Entries).Record.Reason);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Poison);
    }
}
