using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

public class MailTroubleTests
{
    private readonly World world = new();

    [Fact]
    public async Task ServerIsDownForAWhile_TheNoticeIsTriedAgainWithGrowingDelay()
    {
        world.Mailer.AnswerNext(new MailResult.Failed("timeout"), new MailResult.Failed("451"), new MailResult.Failed("451"));
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["Notice 0"], world.Subjects);
        Assert.Equal(
            [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)],
            world.Queues.Sent.Where(message => message.Message is OutgoingMailMessage).Select(message => message.Delay));
        Assert.Equal(0, world.Only.Mail.Tries);
        Assert.NotEmpty(world.Failures.All);
    }

    [Fact]
    public async Task ServerIsDownForGood_TriesEndAndTheDeadlineStillHolds()
    {
        world.Mailer.Answer = _ => new MailResult.Failed("connect");
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(15));
        // The notice and three reminders, each with seven further tries, as far as the deadline allows.
        Assert.InRange(world.Mailer.Tried.Count, 8, 32);
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Single(world.Log.Entries);
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task MailboxUnknown_IsTriedOnceAndNeverAgain()
    {
        world.Mailer.Answer = _ => new MailResult.Refused("550");
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(13));
        Assert.Single(world.Mailer.Tried);
        Assert.True(world.Only.Mail.Bounced);
        var failure = Assert.Single(world.Failures.All);
        Assert.Equal(("550", true), (failure.Error, failure.Final));
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
    }

    [Fact]
    public async Task ServerIsDownWhenAParentRefuses_DataIsGoneAtOnceAndTheRestSoon()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        world.Mailer.Answer = _ => new MailResult.Failed("connect");
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Refuse), CancellationToken.None);
        Assert.False(world.Only.HoldsData);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Equal(5, world.Mailer.Tried.Count);
    }

    [Theory]
    [InlineData(ConsentDecision.Grant)]
    [InlineData(ConsentDecision.Refuse)]
    [InlineData(ConsentDecision.NotMyChild)]
    public async Task AnyDecision_StopsTheRemindersAtOnce(ConsentDecision decision)
    {
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(1.5));
        await world.Decide.ExecuteAsync(world.Answer(decision), CancellationToken.None);
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(["Notice 0", "Reminder 1"], world.Subjects.Where(subject => subject.StartsWith("Notice", StringComparison.Ordinal) || subject.StartsWith("Reminder", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task DetailsThatCannotBeOpened_WaitForTheKeyAndAreDeletedWithoutIt()
    {
        await RegisterAsync();
        var current = (await world.Store.FindAsync(world.Only.Id, default))!;
        await world.Store.TrySaveAsync(
            current, Registration.Record(current.Registration with { Details = null }, "Test", Actor.Service, world.Clock.Now), default);
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Empty(world.Mailer.Tried);
        Assert.All(world.Failures.All, failure => Assert.Equal("detailsSealed", failure.Error));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task WithdrawnWhileTheMailAboutTheGrantIsUnderWay_StillGetsTheMailAboutTheWithdrawal()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), CancellationToken.None);
        await world.DeliverAsync();
        var message = world.Queues.Sent.Select(sent => sent.Message).OfType<OutgoingMailMessage>().Single(sent => sent.Kind is MailKind.Granted);
        var stored = (await world.Store.FindAsync(world.Only.Id, default))!;
        await world.Store.TrySaveAsync(
            stored, Registration.Record(stored.Registration with { Mail = new() }, "MailNotNoted", Actor.Service, world.Clock.Now), default);

        // The mail goes out a second time, and while the server takes it the parent withdraws.
        var withdraw = world.Answer(ConsentDecision.Withdraw, "Granted 0");
        world.Mailer.Calls.Before = async call =>
        {
            if (call == "Mailer.SendAsync")
            {
                world.Mailer.Calls.Before = null;
                await world.Decide.ExecuteAsync(withdraw, CancellationToken.None);
            }
        };
        await world.Send.ExecuteAsync(message, CancellationToken.None);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("Withdrawn 0", world.Subjects.Last());
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task RefusedWhileAReminderFails_TheMailAboutItHasItsOwnTries()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        world.Mailer.AnswerNext(
            new MailResult.Failed("451"), new MailResult.Failed("451"), new MailResult.Failed("451"), new MailResult.Failed("451"), new MailResult.Failed("451"));
        var refuse = world.Answer(ConsentDecision.Refuse);
        var tries = 0;
        world.Mailer.Calls.Before = async call =>
        {
            if (call == "Mailer.SendAsync" && ++tries == 4)
            {
                await world.Decide.ExecuteAsync(refuse, CancellationToken.None);
            }
        };
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(["Notice 0", "Refused 0"], world.Subjects);
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
    }

    [Fact]
    public async Task MailboxWasFullForAReminder_TheReceiptOfALaterConsentIsStillSent()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        world.Mailer.AnswerNext(new MailResult.Refused("552"));
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.True(world.Only.Mail.Bounced);
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), CancellationToken.None);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["Notice 0", "Granted 0"], world.Subjects);
    }

    private Task<StartRegistrationResult> RegisterAsync() => world.Start.ExecuteAsync(World.Child(), CancellationToken.None);
}
