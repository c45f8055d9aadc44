using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>The client corrects an address that was wrong, before there is a decision.</summary>
public class WrongAddressTests
{
    private const string Right = "right@example.com";

    private readonly World world = new();

    [Fact]
    public async Task Corrected_OldLinkIsDeadAtOnce_TheNewOneDecides_AndTheDataIsThere()
    {
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(1.5));
        var (old, deadline) = (world.TokenIn("Notice 0"), world.Only.Deadline);
        world.Calls.Reset();
        Assert.IsType<CorrectAddressResult.Corrected>(await CorrectAsync(Right));
        Assert.Equal(3, world.Calls.Count);
        Assert.IsType<OpenLinkResult.Unknown>(await world.Open.ExecuteAsync(old, default));
        Assert.IsType<RecordDecisionResult.NotPossible>(
            await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.NotMyChild) with { Token = old }, default));
        await world.DeliverAsync();
        Assert.Equal(Right, world.Mailer.Sent[^1].To);
        Assert.Equal("Notice 0", world.Subjects.Last());
        Assert.Equal(deadline, world.Only.Deadline);
        Assert.IsType<RecordDecisionResult.Recorded>(await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default));
        await world.DeliverAsync();
        Assert.Equal(Right, world.Mailer.Sent[^1].To);
        Assert.IsType<OpenLinkResult.CanWithdraw>(await world.Open.ExecuteAsync(world.TokenIn("Granted 0"), default));
        Assert.Equal("{\"nick\":\"mia\"}"u8.ToArray(), (await world.Store.ReadDataAsync(await StoredAsync(), default))!.Value.ToArray());
    }

    [Fact]
    public async Task Corrected_TheNewAddressGetsAllReminders_TheOldOneNoneMore_AndTheDeadlineHolds()
    {
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(2));
        await CorrectAsync(Right);
        await world.PassAsync(TimeSpan.FromDays(13));
        Assert.Equal(["Notice 0", "Reminder 1"], SubjectsTo("parent@example.com"));
        Assert.Equal(["Notice 0", "Reminder 1", "Reminder 2", "Reminder 3", "Deleted 0"], SubjectsTo(Right));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task MailboxUnknown_ThenCorrected_IsAskedAgain()
    {
        world.Mailer.AnswerNext(new MailResult.Refused("550"));
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.True(world.Only.Mail.Bounced);
        Assert.Empty(world.Subjects);
        Assert.IsType<ResendRequestResult.NoMail>(await ResendAsync());
        await CorrectAsync(Right);
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.False(world.Only.Mail.Bounced);
        Assert.Equal(["Notice 0", "Reminder 1"], SubjectsTo(Right));
    }

    [Fact]
    public async Task CorrectedWhileTheNoticeIsTried_TheOldAddressGetsNoMore()
    {
        world.Mailer.AnswerNext(new MailResult.Failed("451"), new MailResult.Failed("451"));
        await RegisterAsync();
        await world.DeliverAsync();
        await CorrectAsync(Right);
        await world.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal([Right], world.Mailer.Sent.Select(mail => mail.To));
    }

    [Fact]
    public async Task ThreeTimes_AndNoMore()
    {
        await RegisterAsync();
        for (var change = 0; change < CorrectAddress.MostChanges; change++)
        {
            Assert.IsType<CorrectAddressResult.Corrected>(await CorrectAsync($"right-{change}@example.com"));
        }

        Assert.IsType<CorrectAddressResult.Unchanged>(await CorrectAsync("Right-2@example.com"));
        Assert.IsType<CorrectAddressResult.TooManyChanges>(await CorrectAsync(Right));
    }

    [Fact]
    public async Task AfterADecision_OrTheDeadline_OrByAnotherClient_ItIsNotPossible()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        Assert.IsType<CorrectAddressResult.NotFound>(await world.Correct.ExecuteAsync(
            new CorrectAddressCommand(World.Client with { Id = "others" }, world.Only.Id, Right, null), default));
        world.Clock.Advance(TimeSpan.FromDays(14));
        Assert.IsType<CorrectAddressResult.NotWaiting>(await CorrectAsync(Right));
        Assert.IsType<ResendRequestResult.NotWaiting>(await ResendAsync());
        world.Clock.Advance(TimeSpan.FromDays(-13));
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default);
        Assert.IsType<CorrectAddressResult.NotWaiting>(await CorrectAsync(Right));
        Assert.IsType<ResendRequestResult.NotWaiting>(await ResendAsync());
    }

    [Fact]
    public async Task ToTheChildsOwnAddress_IsRefused()
    {
        await RegisterAsync();
        Assert.IsType<CorrectAddressResult.ParentEmailIsChilds>(await world.Correct.ExecuteAsync(
            new CorrectAddressCommand(World.Client, world.Only.Id, "mia@example.com", "MIA@example.com"), default));
        Assert.Equal(0, world.Only.AddressChanges);
    }

    [Fact]
    public async Task SignsOfTheEarlierAddress_StayWhereTheChildsAddressIsNotKnown_UntilItIsCompared()
    {
        await world.Start.ExecuteAsync(
            World.Child() with { ParentEmail = "mia+parent@example.com", ChildEmail = "mia@example.com" }, default);
        Assert.Equal([RiskSignal.AddressVariant], world.Only.Signals);

        // As it was registered by a version that forgot the child's address.
        var stored = await StoredAsync();
        var details = stored.Registration.Details! with { ChildAddressHash = null, ChildMailboxHash = null };
        await world.Store.TrySaveAsync(
            stored, Registration.Record(stored.Registration with { Details = details }, "Before", Actor.Service, world.Clock.Now), default);
        await CorrectAsync(Right);
        Assert.Equal([RiskSignal.AddressVariant], world.Only.Signals);
        await world.Correct.ExecuteAsync(new CorrectAddressCommand(World.Client, world.Only.Id, "other@example.com", "mia@example.com"), default);
        Assert.Empty(world.Only.Signals);
    }

    [Fact]
    public async Task TwoCorrectionsAtOnce_OneNoticeToTheAddressThatStands()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(number => Task.Run(() => CorrectAsync($"right-{number}@example.com"))));
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, world.Mailer.Sent.Count);
        Assert.Equal(world.Only.Details!.GuardianEmail, world.Mailer.Sent[^1].To);
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task Resent_TheSameRequestUnderAnotherNumber_AndRemindersGoOn()
    {
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromHours(1));
        world.Calls.Reset();
        Assert.IsType<ResendRequestResult.Queued>(await ResendAsync());
        Assert.Equal(3, world.Calls.Count);
        Assert.IsType<ResendRequestResult.TooSoon>(await ResendAsync());
        await world.DeliverAsync();
        Assert.IsType<ResendRequestResult.TooSoon>(await ResendAsync());
        Assert.Equal(["Notice 0", "Notice -1"], world.Subjects);
        Assert.Equal(2, world.Mailer.Sent.Select(mail => mail.MessageId).Distinct().Count());
        Assert.IsType<OpenLinkResult.CanDecide>(await world.Open.ExecuteAsync(world.TokenIn("Notice -1"), default));
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(["Notice 0", "Notice -1", "Reminder 1", "Reminder 2", "Reminder 3", "Deleted 0"], world.Subjects);
    }

    [Fact]
    public async Task Resent_ThreeTimes_AndNoMore_NotEvenAfterACorrection()
    {
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromHours(1));
        for (var resend = 0; resend < ResendRequest.MostResends; resend++)
        {
            Assert.IsType<ResendRequestResult.Queued>(await ResendAsync());
            await world.PassAsync(TimeSpan.FromMinutes(11));
        }

        Assert.IsType<ResendRequestResult.TooManyResends>(await ResendAsync());
        await CorrectAsync(Right);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.IsType<ResendRequestResult.TooManyResends>(await ResendAsync());
        Assert.Equal(5, world.Mailer.Sent.Count);
    }

    [Fact]
    public async Task Resend_WhileTheFirstIsOnItsWay_IsTooSoon()
    {
        await RegisterAsync();
        var soon = Assert.IsType<ResendRequestResult.TooSoon>(await ResendAsync());
        Assert.Equal(TimeSpan.FromMinutes(10), soon.RetryAfter);
    }

    [Fact]
    public async Task Resend_NotAdmittedForGood_IsOver_AndTheClientSeesWhy()
    {
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromHours(1));
        await world.Suppress.ExecuteAsync(world.Only, default);
        Assert.IsType<ResendRequestResult.Queued>(await ResendAsync());
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.IsType<ResendRequestResult.NoMail>(await ResendAsync());
        Assert.Equal(StopReasons.Suppressed, world.Only.Mail.Stopped);
        Assert.Equal(["Notice 0"], world.Subjects);
    }

    [Fact]
    public async Task Resend_WithoutRoomBeforeTheDeadline_IsOver_RemindersGoOn_AndItCanBeAskedForAgain()
    {
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromHours(1));
        var guardian = (await world.Guardians.FindAsync(world.Only.GuardianKey!, default))!;
        AskingMail[] mails =
            [.. Enumerable.Range(0, Guardian.MailsPerMonth).Select(number => new AskingMail("school", $"{number}", "mark", 0, world.Clock.Now, $"{number}"))];
        await world.Guardians.TrySaveAsync(guardian, guardian.Guardian.Remember(mails, world.Clock.Now), default);
        Assert.IsType<ResendRequestResult.Queued>(await ResendAsync());
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal((StopReasons.AddressLimit, null), (world.Only.Mail.LastError, world.Only.Mail.Stopped));
        Assert.IsType<ResendRequestResult.Queued>(await ResendAsync());
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(["Notice 0", "Reminder 1"], world.Subjects);
        Assert.Null(world.Only.Mail.LastError);
        Assert.Equal(2, world.Only.Mail.Resent);
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task Resend_ThatWaitsForASiblingsDay_GoesWhenItIsOver_AndThenAnotherCanBeAskedFor()
    {
        await RegisterAsync();
        var id = world.Only.Id;
        await world.PassAsync(TimeSpan.FromHours(1));
        await world.Start.ExecuteAsync(World.Child("child-2"), default);
        await world.DeliverAsync();
        Assert.IsType<ResendRequestResult.Queued>(await world.Resend.ExecuteAsync(World.Client, id, default));
        await world.PassAsync(TimeSpan.FromDays(4));
        var mail = world.Store.Registrations.Single(registration => registration.Id == id).Mail;
        Assert.Equal((1, 1), (mail.Resends, mail.Resent));
        Assert.Single(world.Subjects, subject => subject == "Notice -1");
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.IsType<ResendRequestResult.Queued>(await world.Resend.ExecuteAsync(World.Client, id, default));
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
            (cut.Calls.Before, cut.Calls.After) = after ? (null, stop) : (stop, (Func<string, Task>?)null);
            await World.AgainIfCutOffAsync(() => cut.Start.ExecuteAsync(World.Child(), default));
            await cut.PassAsync(TimeSpan.FromHours(1));
            await World.AgainIfCutOffAsync(() => cut.Resend.ExecuteAsync(World.Client, cut.Only.Id, default));
            await cut.PassAsync(TimeSpan.FromHours(1));
            await World.AgainIfCutOffAsync(() => cut.Correct.ExecuteAsync(
                new CorrectAddressCommand(World.Client, cut.Only.Id, Right, null), default));
            await cut.PassAsync(TimeSpan.FromDays(15));

            Assert.Equal(
                ["Notice -1", "Notice 0", "Notice 0", "Reminder 1", "Reminder 2", "Reminder 3"],
                cut.SentBeforeTheEnd.Select(mail => (mail.Subject, mail.To)).Distinct().Select(mail => mail.Subject).Order(StringComparer.Ordinal));
            Assert.InRange(cut.SentBeforeTheEnd.Count(), 6, 7);
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

    private Task<StartRegistrationResult> RegisterAsync() => world.Start.ExecuteAsync(World.Child(), default);

    private Task<CorrectAddressResult> CorrectAsync(string address) =>
        world.Correct.ExecuteAsync(new CorrectAddressCommand(World.Client, world.Only.Id, address, null), default);

    private Task<ResendRequestResult> ResendAsync() => world.Resend.ExecuteAsync(World.Client, world.Only.Id, default);

    private async Task<StoredRegistration> StoredAsync() => (await world.Store.FindAsync(world.Only.Id, default))!;

    private IEnumerable<string> SubjectsTo(string address) =>
        world.Mailer.Sent.Where(mail => mail.To == address).Select(mail => mail.Subject);
}
