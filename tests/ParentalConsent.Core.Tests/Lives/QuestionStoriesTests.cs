using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;
using static ParentalConsent.Core.Consents.ConsentDecision;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>A client asks for more after a grant: the old consent goes on whatever comes of it.</summary>
public sealed class QuestionStoriesTests
{
    private const string First = "parent@example.com";

    private readonly World world = new(Askers.Client);

    [Fact]
    public async Task AYes_AddsToTheConsent_UnderANoticeOfItsOwn()
    {
        await world.GrantFirstAsync();
        var before = world.Only;
        Assert.Equal(("granted", "purposeNotGranted"), (await world.GateAsync("account"), await world.GateAsync("profile")));
        world.Calls.Reset();
        Assert.IsType<AskForMoreResult.Asked>(await world.AskAsync("newsletter", "profile"));
        Assert.Equal(["RegistrationStore.FindAsync", "WorkQueues.SendAsync", "RegistrationStore.TrySaveAsync"], world.Calls.Names);
        await world.DeliverAsync();
        Assert.Equal(("granted", "purposeNotGranted"), (await world.GateAsync("account"), await world.GateAsync("profile")));

        var token = world.TokenIn(Askers.Asks);
        var shown = Assert.IsType<OpenLinkResult.CanDecide>(await world.Open.ExecuteAsync(token, default)).Registration;
        Assert.Equal(["newsletter", "profile"], shown.Purposes);
        await world.Open.ExecuteAsync(token, default);
        Assert.Equal(("granted", "purposeNotGranted"), (await world.GateAsync("account"), await world.GateAsync("profile")));

        world.Calls.Reset();
        Assert.True(Assert.IsType<RecordDecisionResult.Recorded>(await world.AnswerAsync(Grant, ticked: [])).Registration.IsQuestion);
        Assert.Equal(["RegistrationStore.FindAsync", "WorkQueues.SendAsync", "RegistrationStore.TrySaveAsync"], world.Calls.Names);
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal(["account", "profile"], world.Only.GrantedPurposes);
        Assert.Equal(("granted", "granted", "purposeNotGranted"), (await world.GateAsync("account"), await world.GateAsync("profile"), await world.GateAsync("newsletter")));

        var further = Assert.Single(world.Only.Further);
        Assert.Equal(["profile"], further.Purposes);
        Assert.Equal((before.NoticeHash, further.NoticeHash), (world.Only.NoticeOf("account"), world.Only.NoticeOf("profile")));
        Assert.NotEqual(before.NoticeHash, further.NoticeHash);
        Assert.NotNull(await world.Notices.FindAsync(further.NoticeHash!, default));
        Assert.Equal("Kim Roe", Assert.Single(world.Only.Details!.Further!).GuardianName);
        Assert.Equal(
            before with
            {
                Purposes = world.Only.Purposes, GrantedPurposes = world.Only.GrantedPurposes, Question = world.Only.Question, Further = world.Only.Further,
                HistoryLength = world.Only.HistoryLength, Signals = world.Only.Signals, Details = before.Details! with { Further = world.Only.Details.Further },
            },
            world.Only);
        Assert.Equal(["Notice 0", "Granted 0", Askers.Asks, "More Granted 0"], world.Subjects);
        Assert.Equal(
            ["QuestionAsked", "QuestionSent", "QuestionGranted"],
            (await world.Store.ReadHistoryAsync(world.Only.Id, default)).Select(entry => entry.What).TakeLast(3));

        // The link in the receipt withdraws all of it, as the first one does.
        Assert.IsType<OpenLinkResult.CanWithdraw>(await world.Open.ExecuteAsync(world.TokenIn("More Granted 0"), default));
        Assert.IsType<OpenLinkResult.QuestionOver>(await world.Open.ExecuteAsync(token, default));
    }

    [Fact]
    public async Task ANo_LeavesTheOldConsentAsItWas()
    {
        await world.GrantFirstAsync();
        var before = world.Only;
        await world.AskAsync("profile");
        await world.DeliverAsync();
        world.Calls.Reset();
        Assert.IsType<RecordDecisionResult.Recorded>(await world.AnswerAsync(Refuse));
        Assert.Equal(2, world.Calls.Count);
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal(before with { Question = world.Only.Question, HistoryLength = world.Only.HistoryLength }, world.Only);
        Assert.Equal(QuestionAnswer.Refused, world.Only.Question!.Answer);
        Assert.Equal("purposeNotGranted", await world.GateAsync("profile"));
        Assert.Equal(["Notice 0", "Granted 0", Askers.Asks], world.Subjects);
        Assert.IsType<OpenLinkResult.QuestionOver>(Assert.IsType<RecordDecisionResult.NotPossible>(await world.AnswerAsync(Grant)).Found);
    }

    [Fact]
    public async Task NobodyAnswers_NothingChanges_AndALateAnswerIsToldSo()
    {
        await world.GrantFirstAsync();
        await world.AskAsync("profile");
        await world.PassAsync(TimeSpan.FromDays(13.9));
        Assert.IsType<OpenLinkResult.CanDecide>(await world.Open.ExecuteAsync(world.TokenIn(Askers.Asks), default));
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.IsType<OpenLinkResult.QuestionOver>(Assert.IsType<RecordDecisionResult.NotPossible>(await world.AnswerAsync(Grant)).Found);
        Assert.Equal(("granted", "purposeNotGranted"), (await world.GateAsync("account"), await world.GateAsync("profile")));
        Assert.True(world.Only.HoldsData);
        Assert.IsType<AskForMoreResult.Asked>(await world.AskAsync("profile"));
    }

    [Fact]
    public async Task AYesThatAllowsNothing_AndAWithdrawal_AreNotTaken()
    {
        await world.GrantFirstAsync();
        await world.AskAsync("newsletter");
        await world.DeliverAsync();
        Assert.IsType<RecordDecisionResult.NothingAllowed>(await world.AnswerAsync(Grant, ticked: []));
        Assert.IsType<RecordDecisionResult.NotPossible>(await world.AnswerAsync(Withdraw));
        Assert.Equal(RegistrationState.Granted, world.Only.State);
        Assert.Null(world.Only.Question!.Answer);
    }

    [Fact]
    public async Task TheSameAgain_ChangesNothing_AnotherTakesItsPlace_AndTheMailboxGetsOneADay()
    {
        await world.GrantFirstAsync();
        await world.AskAsync("newsletter", "profile");
        await world.DeliverAsync();
        var old = world.TokenIn(Askers.Asks);
        world.Calls.Reset();
        Assert.IsType<AskForMoreResult.Unchanged>(await world.AskAsync("profile", "newsletter"));
        Assert.Equal(1, world.Calls.Count);
        Assert.IsType<AskForMoreResult.Asked>(await world.AskAsync("profile"));
        Assert.IsType<OpenLinkResult.Unknown>(await world.Open.ExecuteAsync(old, default));
        Assert.IsType<OpenLinkResult.Unknown>(Assert.IsType<RecordDecisionResult.NotPossible>(await world.AnswerAsync(old, Grant)).Found);
        await world.PassAsync(TimeSpan.FromHours(23));
        Assert.Single(world.Subjects, Askers.Asks);
        await world.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(2, world.Subjects.Count(subject => subject == Askers.Asks));
        Assert.IsType<OpenLinkResult.CanDecide>(await world.Open.ExecuteAsync(world.TokenIn(Askers.Asks), default));

        Assert.IsType<AskForMoreResult.Asked>(await world.AskAsync("newsletter"));
        var many = Assert.IsType<AskForMoreResult.TooMany>(await world.AskAsync("profile"));
        Assert.InRange(many.RetryAfter, TimeSpan.FromDays(28), TimeSpan.FromDays(30));
        await world.PassAsync(many.RetryAfter);
        Assert.IsType<AskForMoreResult.Asked>(await world.AskAsync("profile"));
    }

    [Fact]
    public async Task WhatCannotBeAsked()
    {
        await world.Start.ExecuteAsync(World.Child(client: world.TheClient) with { Purposes = ["account", "newsletter"] }, default);
        await world.DeliverAsync();
        Assert.IsType<AskForMoreResult.NotGranted>(await world.AskAsync("profile"));
        await world.DecideAsync(Grant);
        await world.DeliverAsync();
        Assert.Equal(["newsletter"], Assert.IsType<AskForMoreResult.AlreadyGranted>(await world.AskAsync("newsletter", "profile")).Purposes);
        Assert.IsType<AskForMoreResult.NotFound>(await world.More.ExecuteAsync(
            new AskForMoreCommand(world.TheClient with { Id = "school" }, world.Only.Id, ["profile"]), default));
        await world.DecideAsync(Withdraw, "Granted 0");
        Assert.IsType<AskForMoreResult.Over>(await world.AskAsync("profile"));
        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.IsType<AskForMoreResult.Over>(await world.AskAsync("profile"));
    }

    [Fact]
    public async Task FromTheDayTheSubjectIsOfAge_NoGuardianAllowsMore()
    {
        await world.Start.ExecuteAsync(
            World.Child(client: world.TheClient) with
            {
                Purposes = ["account", "newsletter"], Age = new AgeStatement(DateOnly.FromDateTime(world.Clock.Now.Date.AddYears(-18).AddDays(5)), null, "DE"),
            },
            default);
        await world.DeliverAsync();
        await world.DecideAsync(Grant);
        await world.DeliverAsync();
        await world.AskAsync("profile");
        await world.DeliverAsync();
        Assert.Equal(world.Only.Details!.OfAgeAt, world.Only.Question!.Until);
        await world.PassAsync(TimeSpan.FromDays(7));
        Assert.IsType<OpenLinkResult.QuestionOver>(Assert.IsType<RecordDecisionResult.NotPossible>(await world.AnswerAsync(Grant)).Found);
        Assert.IsType<AskForMoreResult.OfAge>(await world.AskAsync("profile"));
        await world.DecideOwn.ExecuteAsync(new RecordOwnDecisionCommand("games", world.Only.Id, Withdraws: false, Purposes: null), default);
        Assert.IsType<OpenLinkResult.Ended>(await world.Open.ExecuteAsync(world.TokenIn(Askers.Asks), default));
        Assert.IsType<AskForMoreResult.OfAge>(await world.AskAsync("profile"));
    }

    [Fact]
    public async Task DeliveryReport_ThatTheQuestionBounced_IsNoted()
    {
        await world.GrantFirstAsync();
        await world.AskAsync("profile");
        await world.DeliverAsync();
        var mail = world.Mailer.Sent.Last(sent => sent.Subject == Askers.Asks);
        Assert.Equal(DeliveryReportEffect.Bounced, await world.Report.ExecuteAsync(new DeliveryReport(mail.MessageId, [mail.To], "5.1.1"), default));
        Assert.Equal(DeliveryReportEffect.Ignored, await world.Report.ExecuteAsync(new DeliveryReport(mail.MessageId, [mail.To], "5.1.1"), default));
        Assert.True(world.Only.Question!.Mail.Bounced);
        Assert.Equal("granted", await world.GateAsync("account"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TheConsentEnds_AndTheQuestionWithIt(bool cancelled)
    {
        await world.GrantFirstAsync();
        await world.AskAsync("profile");
        await world.DeliverAsync();
        if (cancelled)
        {
            await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        }
        else
        {
            await world.DecideAsync(Withdraw, "Granted 0");
        }

        Assert.IsType<OpenLinkResult.Ended>(Assert.IsType<RecordDecisionResult.NotPossible>(await world.AnswerAsync(Grant)).Found);
        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Null(world.Only.Question);
        Assert.Empty(world.Only.Further);
        Assert.IsType<OpenLinkResult.Unknown>(await world.Open.ExecuteAsync(world.TokenIn(Askers.Asks), default));
        Assert.DoesNotContain("More Granted 0", world.Subjects);
    }

    [Theory]
    [InlineData("parent@example.com", "other@example.com", Grant, Refuse)]
    [InlineData("other@example.com", "parent@example.com", Grant, Refuse)]
    [InlineData("parent@example.com", "other@example.com", Refuse, Grant)]
    [InlineData("other@example.com", "parent@example.com", Refuse, Grant)]
    public async Task TwoGuardiansAtOnce_TheNoWinsWhicheverIsSavedFirst(string first, string second, ConsentDecision saved, ConsentDecision late)
    {
        await world.GrantFirstAsync(two: true);
        await world.AskAsync("profile");
        await world.DeliverAsync();
        await Between("RegistrationStore.TrySaveAsync", () => world.AnswerAsync(saved, first), () => world.AnswerAsync(late, second));
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(("granted", "purposeNotGranted"), (await world.GateAsync("account"), await world.GateAsync("profile")));
        Assert.Equal(QuestionAnswer.Refused, world.Only.Question!.Answer);
        Assert.All(world.Only.Further, further => Assert.True(further.Ended));
        Assert.DoesNotContain("More Granted 0", world.Subjects);
        Assert.Equal(saved is Grant ? 2 : 0, world.Subjects.Count(subject => subject == "More Withdrawn 0"));
        Assert.Equal(2, world.Subjects.Count(subject => subject == Askers.Asks));
        Assert.Equal("Pat Doe", world.Only.Details!.GuardianName);
    }

    [Theory]
    [InlineData("parent@example.com", "other@example.com")]
    [InlineData("other@example.com", "parent@example.com")]
    public async Task AfterOnesYes_TheOthersNoEndsIt_AsLongAsTheirLinkWorks(string says, string objects)
    {
        await world.GrantFirstAsync(two: true);
        await world.AskAsync("profile");
        await world.DeliverAsync();
        var late = world.TokenTo(objects, Askers.Asks);
        await world.AnswerAsync(Grant, says);
        await world.PassAsync(TimeSpan.FromDays(13));
        Assert.IsType<OpenLinkResult.QuestionOver>(Assert.IsType<RecordDecisionResult.NotPossible>(await world.AnswerAsync(Refuse, says)).Found);
        Assert.IsType<RecordDecisionResult.NotPossible>(await world.AnswerAsync(Grant, objects));
        Assert.IsType<RecordDecisionResult.NotPossible>(await world.AnswerAsync(Withdraw, objects));
        Assert.Equal("granted", await world.GateAsync("profile"));

        world.Calls.Reset();
        var ended = Assert.IsType<RecordDecisionResult.Recorded>(await world.AnswerAsync(Refuse, objects)).Registration;
        Assert.Equal((true, RegistrationState.Refused), (ended.IsQuestion, ended.State));
        Assert.Equal(["RegistrationStore.FindAsync", "WorkQueues.SendAsync", "RegistrationStore.TrySaveAsync"], world.Calls.Names);
        Assert.Equal(("granted", "purposeNotGranted"), (await world.GateAsync("account"), await world.GateAsync("profile")));
        Assert.Equal("PurposesWithdrawn", (await world.Store.ReadHistoryAsync(world.Only.Id, default))[^1].What);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal([says, objects], world.Mailer.Sent.Where(mail => mail.Subject == "More Withdrawn 0").Select(mail => mail.To).OrderBy(to => to != says));
        Assert.IsType<OpenLinkResult.QuestionOver>(Assert.IsType<RecordDecisionResult.NotPossible>(await world.AnswerAsync(Refuse, objects)).Found);

        await world.AskAsync("profile");
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.IsType<OpenLinkResult.Unknown>(await world.Open.ExecuteAsync(late, default));
        await world.AnswerAsync(Grant, says);
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.IsType<OpenLinkResult.QuestionOver>(Assert.IsType<RecordDecisionResult.NotPossible>(await world.AnswerAsync(Refuse, objects)).Found);
        Assert.Equal("granted", await world.GateAsync("profile"));
    }

    [Theory]
    [InlineData("parent@example.com", "other@example.com")]
    [InlineData("other@example.com", "parent@example.com")]
    public async Task WhoSaidNotMyChildAboutTheClient_IsNotToldWhatTheOtherAllowed(string says, string silent)
    {
        await world.GrantFirstAsync(two: true);
        await world.AskAsync("profile");
        await world.DeliverAsync();
        await SuppressAsync(silent);
        await world.AnswerAsync(Grant, says);
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(says, Assert.Single(world.Mailer.Sent, mail => mail.Subject == "More Granted 0").To);
    }

    [Fact]
    public async Task NotMyChild_FromTheSecond_LeavesTheQuestionToTheFirst()
    {
        await world.GrantFirstAsync(two: true);
        await world.AskAsync("profile");
        await world.DeliverAsync();
        Assert.IsType<RecordDecisionResult.Left>(await world.AnswerAsync(NotMyChild, Askers.Other));
        Assert.Null(world.Only.Second);
        Assert.Null(world.Only.Question!.Answer);
        await world.AnswerAsync(Grant);
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(First, Assert.Single(world.Mailer.Sent, mail => mail.Subject == "More Granted 0").To);
        Assert.Equal("granted", await world.GateAsync("profile"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NotMyChild_FromTheFirst_IsANo_AndStopsMails_AndTheConsentStays(bool othersYes)
    {
        await world.GrantFirstAsync(two: othersYes);
        await world.AskAsync("profile");
        await world.DeliverAsync();
        if (othersYes)
        {
            await world.AnswerAsync(Grant, Askers.Other);
            await world.DeliverAsync();
        }

        var disowned = Assert.IsType<RecordDecisionResult.Disowned>(await world.AnswerAsync(NotMyChild)).Registration;
        Assert.Equal((true, world.Only.GuardianKey), (disowned.IsQuestion, disowned.GuardianKey));
        Assert.Equal(QuestionAnswer.Refused, world.Only.Question!.Answer);
        Assert.Equal(("granted", "purposeNotGranted"), (await world.GateAsync("account"), await world.GateAsync("profile")));
        await world.AskAsync("newsletter");
        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.Single(world.Mailer.Sent, mail => mail.To == First && mail.Subject == Askers.Asks);
        Assert.DoesNotContain(world.Mailer.Sent, mail => mail.To == First && mail.Subject == "More Withdrawn 0");
        Assert.Equal(StopReasons.Suppressed, world.Only.Question!.Mail.Stopped);
        Assert.IsType<RecordDecisionResult.Recorded>(await world.DecideAsync(Withdraw, "Granted 0"));
    }

    [Fact]
    public async Task YesAndWithdrawalAtOnce_TheWithdrawalHoldsWhicheverIsFirst()
    {
        await world.GrantFirstAsync();
        await world.AskAsync("profile");
        await world.DeliverAsync();
        await Between("RegistrationStore.TrySaveAsync", () => world.AnswerAsync(Grant), () => world.DecideAsync(Withdraw, "Granted 0"));
        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task ClientAsksWhileTheGuardianWithdraws_NobodyIsAsked()
    {
        await world.GrantFirstAsync();
        AskForMoreResult? asked = null;
        await Between(
            "RegistrationStore.TrySaveAsync",
            async () => { asked = await world.AskAsync("profile"); return asked; },
            () => world.DecideAsync(Withdraw, "Granted 0"),
            firstWins: false);
        Assert.IsType<AskForMoreResult.Over>(asked);
        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.DoesNotContain(Askers.Asks, world.Subjects);
    }

    [Fact]
    public async Task SecondWhoSaysNotMyChild_IsNotAskedAnyMore_AndWhatTheyAllowedCountsNoMore()
    {
        await world.GrantFirstAsync(two: true);
        await world.AskAsync("profile");
        await world.DeliverAsync();
        var token = world.TokenTo(Askers.Other, Askers.Asks);
        await world.AnswerAsync(Grant, Askers.Other);
        await world.DeliverAsync();
        Assert.Equal("granted", await world.GateAsync("profile"));
        Assert.IsType<RecordDecisionResult.Left>(await world.AnswerAsync(world.TokenTo(Askers.Other, "More Granted 0"), NotMyChild));
        Assert.Equal(("granted", "purposeNotGranted"), (await world.GateAsync("account"), await world.GateAsync("profile")));
        Assert.IsType<OpenLinkResult.Unknown>(await world.Open.ExecuteAsync(token, default));
        Assert.Empty(world.Only.Details!.Further!);
        await world.AskAsync("profile");
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Single(world.Mailer.Sent, mail => mail.To == Askers.Other && mail.Subject == Askers.Asks);
    }

    [Fact]
    public async Task MailIsNotTaken_IsTriedAgain_ThenTheClientSeesThatItFailed_AndTheSameCallAsksAnew()
    {
        await world.GrantFirstAsync();
        world.Mailer.Answer = _ => new MailResult.Failed("451");
        await world.AskAsync("profile");
        Assert.IsType<AskForMoreResult.Unchanged>(await world.AskAsync("profile"));
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(8, world.Mailer.Tried.Count(mail => mail.Subject == Askers.Asks));
        Assert.Equal((true, "451", null), (world.Only.Question!.Mail.Done, world.Only.Question.Mail.Error, world.Only.Question.Mail.SentAt));
        world.Mailer.Answer = _ => new MailResult.Sent();
        Assert.IsType<AskForMoreResult.Asked>(await world.AskAsync("profile"));
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Single(world.Subjects, Askers.Asks);
        Assert.Equal(2, world.Only.Question!.Asked.Count);
        Assert.IsType<AskForMoreResult.Unchanged>(await world.AskAsync("profile"));
        Assert.Equal("granted", await world.GateAsync("account"));
    }

    [Fact]
    public async Task OneOfTwoGuardiansIsAsked_TheSameCallChangesNothing_NoneIs_ItAsksAnew()
    {
        await world.GrantFirstAsync(two: true);
        world.Mailer.Answer = mail => mail.To == First ? new MailResult.Failed("451") : new MailResult.Sent();
        await world.AskAsync("profile");
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal("451", world.Only.Question!.Mail.Error);
        Assert.IsType<AskForMoreResult.Unchanged>(await world.AskAsync("profile"));
        world.Mailer.Answer = _ => new MailResult.Failed("451");
        await world.AskAsync("newsletter");
        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.IsType<AskForMoreResult.Asked>(await world.AskAsync("newsletter"));
        Assert.IsType<AskForMoreResult.TooMany>(await world.AskAsync("profile"));
    }

    [Theory]
    [InlineData("parent@example.com")]
    [InlineData("other@example.com")]
    public async Task AddressThatIsRefused_IsNotAskedTheNextQuestion(string refused)
    {
        await world.GrantFirstAsync(two: true);
        world.Mailer.Answer = mail => mail.To == refused ? new MailResult.Refused("550") : new MailResult.Sent();
        await world.AskAsync("profile");
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal((refused == First, refused != First), (world.Only.Mail.Bounced, world.Only.Second!.Bounced));
        await world.AskAsync("newsletter");
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Single(world.Mailer.Tried, mail => mail.To == refused && mail.Subject == Askers.Asks);
        Assert.Equal(2, world.Mailer.Sent.Count(mail => mail.To != refused && mail.Subject == Askers.Asks));
    }

    [Fact]
    public async Task EveryAddressIsRefused_NobodyCanBeAsked()
    {
        await world.GrantFirstAsync();
        world.Mailer.Answer = _ => new MailResult.Refused("550");
        await world.AskAsync("profile");
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.True(world.Only.Question!.Mail.Bounced);
        Assert.IsType<AskForMoreResult.NoMail>(await world.AskAsync("profile"));
        Assert.IsType<AskForMoreResult.NoMail>(await world.AskAsync("newsletter"));
    }

    [Fact]
    public async Task GuardianWhoStoppedMailsAboutTheClient_IsNotAsked()
    {
        await world.GrantFirstAsync();
        await world.Suppress.ExecuteAsync(world.Only, default);
        await world.AskAsync("profile");
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(StopReasons.Suppressed, world.Only.Question!.Mail.Stopped);
        Assert.DoesNotContain(Askers.Asks, world.Subjects);
    }

    private Task SuppressAsync(string address) =>
        world.Suppress.ExecuteAsync(address == First ? world.Only : world.Only.ForSecond(), default);

    /// <summary>Runs <paramref name="inner"/> just before, or with <paramref name="firstWins"/> just after, the first save of <paramref name="outer"/>.</summary>
    private async Task Between<TOuter, TInner>(string call, Func<Task<TOuter>> outer, Func<Task<TInner>> inner, bool firstWins = true)
    {
        Func<string, Task> step = async name =>
        {
            if (name == call)
            {
                (world.Calls.Before, world.Calls.After) = (null, null);
                await inner();
            }
        };
        (world.Calls.Before, world.Calls.After) = firstWins ? (null, step) : (step, (Func<string, Task>?)null);
        await outer();
    }
}
