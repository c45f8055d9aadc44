using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>"An answer seconds after sending" counts from the last mail that had the link, whosever mail that was.</summary>
public class LinkTimesTests
{
    private static readonly ClientPolicy Client = World.Client with { QuickAnswerSeconds = 15 };

    private readonly World world = new(Client);

    private Registration First => world.Store.Registrations[0];

    private Registration Sibling => world.Store.Registrations[1];

    [Theory]
    [InlineData(2, true)]
    [InlineData(7200, false)]
    public async Task LinkInASiblingsMail_BeforeTheOwnOneWent_CountsFromThere(int seconds, bool quick)
    {
        var mail = await ResendWithSiblingAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await SayAsync(mail.Html);
        Assert.Equal(quick ? [RiskSignal.QuickAnswer] : [], Sibling.Signals);
    }

    /// <summary>Its client sees that it is asked about, and can have it sent again.</summary>
    [Fact]
    public async Task LinkInASiblingsMail_IsASendingToTheClient_AndItsOwnMessageSendsNothingMore()
    {
        await ResendWithSiblingAsync();
        Assert.Equal((1, world.Clock.Now, world.Clock.Now), (Sibling.Mail.Requests, Sibling.Mail.FirstSentAt, Sibling.Mail.LastSentAt));
        Assert.IsType<ResendRequestResult.TooSoon>(await world.Resend.ExecuteAsync(Client, Sibling.Id, default));
        world.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.IsType<ResendRequestResult.Queued>(await world.Resend.ExecuteAsync(Client, Sibling.Id, default));
        await world.PassAsync(TimeSpan.FromDays(13));
        Assert.Single(world.Subjects, "Notice 0");
        Assert.Empty(world.Poison);
    }

    /// <summary>Both were asked already: a reminder about the first has the other's link again.</summary>
    [Fact]
    public async Task LinkAgainInASiblingsReminder_CountsFromThere()
    {
        await ResendWithSiblingAsync();
        await world.PassAsync(TimeSpan.FromDays(0.5));
        var reminder = await NextAsync(mail => mail.Html.Length > 0);
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        await SayAsync(reminder.Html);
        var answered = world.Store.Registrations.Single(registration => registration.State is RegistrationState.Granted);
        Assert.Equal([RiskSignal.QuickAnswer], answered.Signals);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SentAgainOrReminded_CountsFromThere(bool reminded)
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(11));
        if (!reminded)
        {
            await world.Resend.ExecuteAsync(Client, First.Id, default);
            await world.DeliverAsync();
        }

        var mail = reminded ? await NextAsync(_ => true) : world.Mailer.Sent[^1];
        Assert.Equal(2, world.Mailer.Sent.Count);
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        await SayAsync(mail.Text);
        Assert.Equal([RiskSignal.QuickAnswer], First.Signals);
    }

    /// <summary>The server took the mail, and its answer was lost: when the mail went is not known, so that nothing is said about it.</summary>
    [Fact]
    public async Task WhenItWentIsNotKnown_IsNoSign()
    {
        Mail? lost = null;
        world.Mailer.Answer = mail =>
        {
            lost = mail;
            return new MailResult.Failed("timeout");
        };
        await world.RegisterAsync();
        await world.DeliverAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(40));
        await SayAsync(lost!.Text);
        Assert.Equal(RegistrationState.Granted, First.State);
        Assert.Empty(First.Signals);
    }

    /// <summary>Before and after each call, once: nobody is noted as asked whose link did not go, and nobody is forgotten.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACutAtAnyCallOfTheMailWithASibling_BothAreAskedAndSettled(bool after)
    {
        for (var cutAt = 1; ; cutAt++)
        {
            var cut = new World(Client);
            await RegisterBothAsync(cut);
            var calls = 0;
            Func<string, Task> stop = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
            (cut.Calls.Before, cut.Calls.After) = after ? (null, stop) : (stop, (Func<string, Task>?)null);
            await cut.PassAsync(TimeSpan.FromHours(1));
            (cut.Calls.Before, cut.Calls.After) = (null, null);
            Assert.All(cut.Mailer.Sent.Skip(1), mail => Assert.NotEqual("", mail.Html));
            Assert.Equal([1, 1], cut.Store.Registrations.Select(registration => registration.Mail.Requests));
            await cut.PassAsync(TimeSpan.FromDays(15));
            Assert.Equal(2, cut.Log.Entries.Count);
            Assert.Empty(cut.Deadlines.Entries);
            Assert.Empty(cut.Poison);
            if (calls < cutAt)
            {
                return;
            }
        }
    }

    /// <returns>The mail about the first, sent again, that asks about the other too, whose own still waits.</returns>
    private async Task<Mail> ResendWithSiblingAsync()
    {
        await RegisterBothAsync(world);
        await world.DeliverAsync();
        var mail = world.Mailer.Sent[^1];
        Assert.Equal(("Notice -1", 2), (mail.Subject, world.Mailer.Sent.Count));
        Assert.NotEqual("", mail.Html);
        return mail;
    }

    private static async Task RegisterBothAsync(World world)
    {
        await world.Start.ExecuteAsync(World.Child("child-1", Client), default);
        await world.PassAsync(TimeSpan.FromHours(1));
        await world.Start.ExecuteAsync(World.Child("child-2", Client), default);
        await world.PassAsync(TimeSpan.FromHours(1));
        await world.Resend.ExecuteAsync(Client, world.Store.Registrations[0].Id, default);
    }

    /// <summary>Lets the time pass, and stands still when a mail goes that fits.</summary>
    private async Task<Mail> NextAsync(Func<Mail, bool> fits)
    {
        while (true)
        {
            var seen = world.Mailer.Sent.Count;
            world.Clock.Now = world.Queues.Waiting.Min(message => message.VisibleAt);
            await world.DeliverAsync();
            if (world.Mailer.Sent.Skip(seen).FirstOrDefault(fits) is { } next)
            {
                return next;
            }
        }
    }

    private Task<RecordDecisionResult> SayAsync(string token) => world.Decide.ExecuteAsync(
        new RecordDecisionCommand(token, ConsentDecision.Grant, [], "Pat Doe", "mother"), default);
}
