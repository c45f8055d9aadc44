using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>A second guardian is reminded on the client's days, counted from their own invitation.</summary>
public class SecondRemindersTests
{
    private const string Other = "other@example.com";

    private readonly World world = new();
    private readonly List<(string To, DateTimeOffset At)> sent = [];

    [Fact]
    public async Task InvitedLate_IsRemindedOnTheirOwnDays_NotInQuietHours_AndNotAtTheDeadline()
    {
        await world.RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(8));
        await InviteAsync();
        world.Mailer.Answer = mail =>
        {
            sent.Add((mail.To, world.Clock.Now));
            return new MailResult.Sent();
        };
        await world.PassAsync(TimeSpan.FromDays(7));
        var days = sent.Where(mail => mail.To == Other).Select(mail => mail.At).ToArray();
        Assert.Equal(["Notice 0", "Reminder 1", "Reminder 2", "Deleted 0"], SubjectsToOther());
        foreach (var (number, day) in World.Client.ReminderDays.Take(2).Index())
        {
            var due = World.Client.QuietHours.Wait(days[0].AddDays(day), "DE", days[0].AddDays(30));
            Assert.InRange(days[number + 1], due, due.AddMinutes(2));
        }

        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Empty(world.Poison);
    }

    [Theory]
    [InlineData(ConsentDecision.Grant)]
    [InlineData(ConsentDecision.Refuse)]
    public async Task ADecision_EndsThem(ConsentDecision decision)
    {
        await AskBothAsync();
        await world.PassAsync(TimeSpan.FromDays(2));
        await world.DecideAsync(decision);
        await world.PassAsync(TimeSpan.FromDays(14));
        Assert.Equal(["Notice 0", "Reminder 1", $"{(decision is ConsentDecision.Grant ? "Granted" : "Refused")} 0"], SubjectsToOther());
    }

    [Fact]
    public async Task NotTheirChild_EndsThem()
    {
        await AskBothAsync();
        var token = world.Mailer.Sent.Last(mail => mail.To == Other).Text;
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.NotMyChild) with { Token = token }, default);
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(["Notice 0"], SubjectsToOther());
    }

    [Fact]
    public async Task InvitedAfterAYes_IsNotReminded()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.DecideAsync(ConsentDecision.Grant);
        await InviteAsync();
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(["Invited 0"], SubjectsToOther());
    }

    [Fact]
    public async Task NoRoomInTheMailbox_TheyArePassedOver_AndTheOutcomeIsToldAllTheSame()
    {
        await AskBothAsync();
        var guardian = (await world.Guardians.FindAsync(await world.Ids.ForMailboxAsync(Other, default), default))!;
        AskingMail[] mails =
            [.. Enumerable.Range(0, Guardian.MailsPerMonth).Select(number => new AskingMail("school", $"{number}", "mark", 0, world.Clock.Now, $"{number}"))];
        await world.Guardians.TrySaveAsync(guardian, guardian.Guardian.Remember(mails, world.Clock.Now), default);
        await world.PassAsync(TimeSpan.FromDays(8));
        Assert.Equal(["Notice 0"], SubjectsToOther());
        Assert.Equal(3, world.Only.Second!.Reminders);
        await world.DecideAsync(ConsentDecision.Grant);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["Notice 0", "Granted 0"], SubjectsToOther());
    }

    [Fact]
    public async Task SuppressedMeanwhile_TheyEnd()
    {
        await AskBothAsync();
        await world.Suppress.ExecuteAsync(world.Only.ForSecond(), default);
        await world.PassAsync(TimeSpan.FromDays(13));
        Assert.Equal(["Notice 0"], SubjectsToOther());
        Assert.Equal(StopReasons.Suppressed, world.Only.Second!.Stopped);
    }

    /// <summary>Before and after each call, once.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACutAtAnyCall_EachGoesOnce_OneOfThemPerhapsTwice(bool after)
    {
        for (var cutAt = 1; ; cutAt++)
        {
            var cut = new World();
            var calls = 0;
            Func<string, Task> stop = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
            await cut.RegisterAsync();
            await cut.DeliverAsync();
            (cut.Calls.Before, cut.Calls.After) = after ? (null, stop) : (stop, (Func<string, Task>?)null);
            await World.AgainIfCutOffAsync(() => cut.Invite.ExecuteAsync(new InviteGuardianCommand(World.Client, cut.Only.Id, Other), default));
            await cut.PassAsync(TimeSpan.FromDays(16));
            var mails = cut.SentBeforeTheEnd.Where(mail => mail.To == Other).ToArray();
            Assert.Equal(["Notice 0", "Reminder 1", "Reminder 2", "Reminder 3"], mails.Select(mail => mail.Subject).Distinct());
            Assert.Equal(4, mails.Select(mail => mail.MessageId).Distinct().Count());
            Assert.InRange(mails.Length, 4, 5);
            Assert.Equal(RegistrationState.Deleted, cut.Only.State);
            Assert.Empty(cut.Deadlines.Entries);
            Assert.Empty(cut.Poison);
            if (calls < cutAt)
            {
                return;
            }
        }
    }

    private Task<InviteGuardianResult> InviteAsync() =>
        world.Invite.ExecuteAsync(new InviteGuardianCommand(World.Client, world.Only.Id, Other), default);

    private async Task AskBothAsync()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await InviteAsync();
        await world.DeliverAsync();
    }

    private IEnumerable<string> SubjectsToOther() => world.Mailer.Sent.Where(mail => mail.To == Other).Select(mail => mail.Subject);
}
