using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>At the age of consent the young person takes over, and no guardian hears of it.</summary>
public sealed class OwnDecisionTests
{
    private readonly World world = new();

    [Fact]
    public async Task Confirmed_CostsTwoCalls_AndStays()
    {
        await ComeOfAgeAsync(world);
        world.Calls.Reset();

        Assert.IsType<RecordOwnDecisionResult.Confirmed>(await ConfirmAsync());

        Assert.Equal(["RegistrationStore.FindAsync", "RegistrationStore.TrySaveAsync"], world.Calls.Names);
        Assert.Equal((RegistrationState.OfAge, true), (world.Only.State, world.Only.HoldsData));
        Assert.Equal(["account", "newsletter"], world.Only.GrantedPurposes);
        Assert.Contains(await HistoryAsync(), entry => entry is { What: "OfAge", Actor: Actor.Subject });
        await world.PassAsync(TimeSpan.FromDays(40));
        Assert.Equal("ofAge", await world.GateAsync());
        Assert.Equal(["Notice 0", "Granted 0"], world.Subjects);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Log.Entries);
    }

    [Fact]
    public async Task Withdrawn_CostsFourCalls_DeletesEverything_AndTellsNobody()
    {
        await ComeOfAgeAsync(world);
        world.Calls.Reset();

        Assert.IsType<RecordOwnDecisionResult.Withdrawn>(await WithdrawAsync());

        Assert.Equal(4, world.Calls.Count);
        Assert.False(world.Only.HoldsData);
        Assert.Contains(await HistoryAsync(), entry => entry is { What: "Withdrawn", Actor: Actor.Subject });
        Assert.Equal("withdrawn", await world.GateAsync());
        await world.PassAsync(TimeSpan.FromMinutes(5));
        AssertGone(world, DeletionReason.Withdrawn);
        Assert.Equal("withdrawn", await world.GateAsync());
        Assert.Equal(["Notice 0", "Granted 0"], world.Subjects);
    }

    /// <summary>A grant's mail that was tried again leaves a note, which must not be taken for one about the withdrawal.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Withdrawn_IsToldToTheClientOnce_AsAnEvent(int failedMails)
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.DecideAsync(ConsentDecision.Grant);
        world.Mailer.AnswerNext([.. Enumerable.Repeat(new MailResult.Failed("421"), failedMails)]);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(failedMails > 0, world.Only.Mail.OutcomeAt is not null);
        world.Clock.Now = world.Only.Details!.OfAgeAt!.Value;
        await WithdrawAsync();
        await world.PassAsync(TimeSpan.FromMinutes(5));

        // What was told years before is not kept any more.
        Assert.Equal(["consent.withdrawn", "deletion.requested", "deletion.completed"], world.Feed.Words);
    }

    [Fact]
    public async Task Purposes_AreNarrowedAndNeverWidened_AndIntegralOnesStay()
    {
        await ComeOfAgeAsync(world);
        await ConfirmAsync([]);
        Assert.Equal(["account"], world.Only.GrantedPurposes);
        Assert.IsType<RecordOwnDecisionResult.Unchanged>(await ConfirmAsync(["account", "newsletter"]));
        Assert.Equal(["account"], world.Only.GrantedPurposes);
    }

    [Fact]
    public async Task ConfirmedBefore_CanBeNarrowedLater_AndWithdrawnLater()
    {
        await ComeOfAgeAsync(world);
        await ConfirmAsync();
        Assert.IsType<RecordOwnDecisionResult.Confirmed>(await ConfirmAsync(["account"]));
        Assert.Equal(["account"], world.Only.GrantedPurposes);
        Assert.Contains(await HistoryAsync(), entry => entry is { What: "PurposesNarrowed", Actor: Actor.Subject });
        Assert.IsType<RecordOwnDecisionResult.Withdrawn>(await WithdrawAsync());
        await world.PassAsync(TimeSpan.FromMinutes(5));
        AssertGone(world, DeletionReason.Withdrawn);
    }

    [Fact]
    public async Task SaidTwice_ChangesNothing()
    {
        await ComeOfAgeAsync(world);
        await ConfirmAsync();
        var confirmed = world.Only;
        Assert.IsType<RecordOwnDecisionResult.Unchanged>(await ConfirmAsync());
        Assert.Equal(confirmed.HistoryLength, world.Only.HistoryLength);
        await WithdrawAsync();
        Assert.IsType<RecordOwnDecisionResult.Unchanged>(await WithdrawAsync());
        Assert.IsType<RecordOwnDecisionResult.Over>(await ConfirmAsync());
        await world.PassAsync(TimeSpan.FromMinutes(5));
        Assert.IsType<RecordOwnDecisionResult.Unchanged>(await WithdrawAsync());
        AssertGone(world, DeletionReason.Withdrawn);
    }

    [Fact]
    public async Task BeforeTheAge_TheGuardianDecides()
    {
        await GrantAsync(world);
        world.Clock.Now = world.Only.Details!.OfAgeAt!.Value.AddTicks(-1);
        Assert.IsType<RecordOwnDecisionResult.NotOfAge>(await ConfirmAsync());
        Assert.IsType<RecordOwnDecisionResult.NotOfAge>(await WithdrawAsync());
        world.Clock.Now = world.Only.Details.OfAgeAt.Value;
        Assert.IsType<RecordOwnDecisionResult.Confirmed>(await ConfirmAsync());
    }

    [Fact]
    public async Task WhereNoAgeIsKnown_NobodyComesOfAge()
    {
        await world.Start.ExecuteAsync(World.Child() with { Age = new(null, null, "DE") }, default);
        await world.DeliverAsync();
        await world.DecideAsync(ConsentDecision.Grant);
        world.Clock.Advance(TimeSpan.FromDays(366 * 30));
        Assert.IsType<RecordOwnDecisionResult.NotOfAge>(await ConfirmAsync());
    }

    [Fact]
    public async Task WithoutAGuardiansYes_ThereIsNothingToTakeOver()
    {
        await world.Start.ExecuteAsync(World.Child() with { Age = new(AlmostOfAge(), null, "DE") }, default);
        await world.DeliverAsync();
        world.Clock.Advance(TimeSpan.FromDays(10));
        Assert.IsType<RecordOwnDecisionResult.ConsentPending>(await ConfirmAsync());
        Assert.IsType<RecordOwnDecisionResult.ConsentPending>(await WithdrawAsync());
        Assert.IsType<RecordOwnDecisionResult.NotFound>(
            await world.DecideOwn.ExecuteAsync(new RecordOwnDecisionCommand("others", world.Only.Id, false, null), default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Guardians_CanChangeNothingAnyMore_AndLearnNoMore(bool withdraws)
    {
        await ComeOfAgeAsync(world);
        await (withdraws ? WithdrawAsync() : ConfirmAsync());
        await AssertTokenIsOverAsync();
        await world.PassAsync(TimeSpan.FromMinutes(5));
        await AssertTokenIsOverAsync();

        async Task AssertTokenIsOverAsync()
        {
            var result = Assert.IsType<RecordDecisionResult.NotPossible>(await world.DecideAsync(ConsentDecision.Withdraw, "Granted 0"));
            Assert.True(Assert.IsType<OpenLinkResult.Ended>(result.Found).Registration.SubjectDecides);
        }
    }

    [Fact]
    public async Task MailThatWasStillOnItsWay_ReachesNoGuardian()
    {
        await world.Start.ExecuteAsync(World.Child() with { Age = new(AlmostOfAge(), null, "DE") }, default);
        await world.DeliverAsync();
        await world.Invite.ExecuteAsync(new InviteGuardianCommand(world.TheClient, world.Only.Id, "second@example.com"), default);
        await world.DeliverAsync();
        world.Clock.Advance(TimeSpan.FromDays(10));
        await world.DecideAsync(ConsentDecision.Grant);
        var before = world.Mailer.Sent.Count;
        await ConfirmAsync();
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal(before, world.Mailer.Sent.Count);
        Assert.Equal(RegistrationState.OfAge, world.Only.State);
        Assert.Empty(world.Deadlines.Entries);
    }

    [Fact]
    public async Task AccountThatIsClosedLater_IsDeletedAsBefore()
    {
        await ComeOfAgeAsync(world);
        await ConfirmAsync();
        world.Calls.Reset();
        Assert.IsType<CancelRegistrationResult.Cancelled>(await world.Cancel.ExecuteAsync("games", world.Only.Id, default));
        Assert.Equal(4, world.Calls.Count);
        await world.PassAsync(TimeSpan.FromMinutes(5));
        AssertGone(world, DeletionReason.Cancelled);
        Assert.Equal(["Notice 0", "Granted 0"], world.Subjects);
    }

    [Fact]
    public async Task ManyAtOnce_AndTheGuardianToo_EndAsOneOfThem()
    {
        await ComeOfAgeAsync(world);
        var own = Enumerable.Range(0, 30).Select(index => Task.Run(() => index % 3 == 0 ? WithdrawAsync() : ConfirmAsync(["account"])));
        var guardians = Enumerable.Range(0, 10).Select(_ => Task.Run(() => world.DecideAsync(ConsentDecision.Withdraw, "Granted 0")));
        await Task.WhenAll([.. own, .. guardians]);
        Assert.Single(await HistoryAsync(), entry => entry.What is "Withdrawn");
        await world.PassAsync(TimeSpan.FromDays(2));
        AssertGone(world, DeletionReason.Withdrawn);
        Assert.Equal(world.Only.SubjectDecides ? 0 : 1, world.Subjects.Count(subject => subject == "Withdrawn 0"));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task ACutAtAnyCall_ChangesNothingInTheEnd(bool withdraws, bool after)
    {
        var calls = (await PlayAsync(withdraws, after, cutAt: null)).Calls.Count;
        for (var cutAt = 1; cutAt <= calls; cutAt++)
        {
            var cut = await PlayAsync(withdraws, after, cutAt);
            Assert.Equal(["Notice 0", "Granted 0"], cut.Subjects);
            Assert.Empty(cut.Deadlines.Entries);
            Assert.Empty(cut.Poison);
            if (withdraws)
            {
                AssertGone(cut, DeletionReason.Withdrawn);
            }
            else
            {
                Assert.Equal(RegistrationState.OfAge, cut.Only.State);
            }
        }
    }

    /// <summary>The client does not ask again after a cut before anything was saved.</summary>
    [Fact]
    public async Task AWithdrawalThatIsCutOffAndNotRepeated_LeavesTheConsentAsItIs()
    {
        await ComeOfAgeAsync(world);
        world.Calls.Before = call => call == "RegistrationStore.TrySaveAsync" ? throw new CutOffException() : Task.CompletedTask;
        await Assert.ThrowsAsync<CutOffException>(WithdrawAsync);
        world.Calls.Before = null;
        await world.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal((RegistrationState.Granted, true), (world.Only.State, world.Only.HoldsData));
        Assert.Empty(world.Deadlines.Entries);
    }

    private static async Task<World> PlayAsync(bool withdraws, bool after, int? cutAt)
    {
        var world = new World();
        await ComeOfAgeAsync(world);
        world.Calls.Reset();
        var calls = 0;
        Func<string, Task> cut = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
        (world.Calls.Before, world.Calls.After) = after ? (null, cut) : (cut, (Func<string, Task>?)null);
        await World.AgainIfCutOffAsync(() => world.DecideOwn.ExecuteAsync(
            new RecordOwnDecisionCommand("games", world.Only.Id, withdraws, null), default));
        await world.PassAsync(TimeSpan.FromHours(2));
        return world;
    }

    private static async Task GrantAsync(World world)
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.DecideAsync(ConsentDecision.Grant);
        await world.DeliverAsync();
    }

    private static async Task ComeOfAgeAsync(World world)
    {
        await GrantAsync(world);
        world.Clock.Now = world.Only.Details!.OfAgeAt!.Value;
    }

    /// <summary>18 in five days.</summary>
    private DateOnly AlmostOfAge() => DateOnly.FromDateTime(world.Clock.Now.UtcDateTime.AddDays(5)).AddYears(-18);

    private Task<RecordOwnDecisionResult> ConfirmAsync(string[]? purposes = null) =>
        world.DecideOwn.ExecuteAsync(new RecordOwnDecisionCommand("games", world.Only.Id, Withdraws: false, purposes), default);

    private Task<RecordOwnDecisionResult> WithdrawAsync() =>
        world.DecideOwn.ExecuteAsync(new RecordOwnDecisionCommand("games", world.Only.Id, Withdraws: true, null), default);

    private Task<IReadOnlyList<HistoryEntry>> HistoryAsync() => world.Store.ReadHistoryAsync(world.Only.Id, default);

    private static void AssertGone(World world, DeletionReason reason)
    {
        Assert.Equal((RegistrationState.Deleted, false), (world.Only.State, world.Only.HoldsData));
        Assert.Null(world.Only.Details);
        Assert.Null(world.Only.GuardianHash);
        Assert.Equal(reason, Assert.Single(world.Log.Entries).Record.Reason);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Poison);
    }
}
