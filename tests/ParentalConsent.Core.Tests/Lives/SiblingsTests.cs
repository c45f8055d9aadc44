using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Several children, one guardian, one client: one mail a day that asks, and not one a child.</summary>
public class SiblingsTests
{
    private readonly World world = new();

    [Fact]
    public async Task SecondChildAnHourLater_IsAskedAboutADayLater_InOneMailWithTheFirst()
    {
        await RegisterAsync("child-1");
        await world.PassAsync(TimeSpan.FromHours(1));
        await RegisterAsync("child-2");
        await world.PassAsync(TimeSpan.FromHours(20));
        Assert.Equal(["Notice 0"], world.Subjects);
        await world.PassAsync(TimeSpan.FromHours(5));
        var combined = Assert.Single(world.Mailer.Sent.Skip(1));
        Assert.IsType<OpenLinkResult.CanDecide>(await world.Open.ExecuteAsync(combined.Text, default));
        Assert.IsType<OpenLinkResult.CanDecide>(await world.Open.ExecuteAsync(combined.Html, default));
        Assert.Equal(2, await ChildrenOfAsync(combined));
    }

    [Fact]
    public async Task ThreeChildrenThatNobodyAnswersFor_NeverTwoMailsWithinADay_AndEachIsAskedAbout()
    {
        var sent = new List<DateTimeOffset>();
        world.Calls.After = call =>
        {
            if (call == "Mailer.SendAsync" && world.Subjects.Last() != "Deleted 0")
            {
                sent.Add(world.Clock.Now);
            }

            return Task.CompletedTask;
        };
        foreach (var child in (string[])["child-1", "child-2", "child-3"])
        {
            await RegisterAsync(child);
            await world.PassAsync(TimeSpan.FromMinutes(30));
        }

        await world.PassAsync(TimeSpan.FromDays(16));
        Assert.All(sent.Zip(sent.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromDays(1) - TimeSpan.FromMinutes(2)));
        Assert.InRange(sent.Count, 4, 13);
        Assert.All(world.Store.Registrations, registration => Assert.Equal(RegistrationState.Deleted, registration.State));
        Assert.Equal(3, world.Log.Entries.Count);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Poison);
        Assert.True(world.Mailer.Sent.Count(mail => mail.Html.Split(' ').Length == 2) >= 2);
    }

    [Fact]
    public async Task FirstIsAnswered_TheSecondIsAskedAboutAtOnce()
    {
        await RegisterAsync("child-1");
        await world.DeliverAsync();
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default);
        await world.DeliverAsync();
        await RegisterAsync("child-2");
        await world.DeliverAsync();
        Assert.Equal(["Notice 0", "Granted 0", "Notice 0"], world.Subjects);
        Assert.Equal("", world.Mailer.Sent[^1].Html);
    }

    [Fact]
    public async Task AtAnotherClient_IsAskedAboutAtOnce_AndByItself()
    {
        await RegisterAsync("child-1");
        await world.DeliverAsync();
        var other = World.Client with { Id = "school" };
        await world.Start.ExecuteAsync(World.Child("child-2", other), default);
        await world.DeliverAsync();
        Assert.Equal(["Notice 0", "Notice 0"], world.Subjects);
        Assert.Equal("", world.Mailer.Sent[^1].Html);
        Assert.DoesNotContain(world.Store.Registrations, registration => registration.Mail.Shared);
    }

    [Fact]
    public async Task DecidingForOne_LeavesTheOtherWaiting_AndItsLinkStillDecides()
    {
        await RegisterAsync("child-1");
        await world.PassAsync(TimeSpan.FromHours(1));
        await RegisterAsync("child-2");
        await world.PassAsync(TimeSpan.FromDays(1.2));
        var mail = world.Mailer.Sent[^1];
        Assert.IsType<RecordDecisionResult.Recorded>(
            await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Refuse) with { Token = mail.Html }, default));
        Assert.IsType<OpenLinkResult.CanDecide>(await world.Open.ExecuteAsync(mail.Text, default));
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Single(world.Store.Registrations, registration => registration.State is RegistrationState.AwaitingParent);
        await world.PassAsync(TimeSpan.FromDays(4));
        Assert.Equal("", world.Mailer.Sent[^1].Html);
    }

    [Fact]
    public async Task FamilyAtTheKeyboard_BothRegisteredBeforeTheFirstMailWentOut_GetOneMailADay()
    {
        await RegisterAsync("child-1");
        await RegisterAsync("child-2");
        await Task.WhenAll(world.Queues.TakeVisible().Select(message =>
            Task.Run(() => world.Send.ExecuteAsync((OutgoingMailMessage)message, default))));
        await world.PassAsync(TimeSpan.FromHours(20));
        Assert.Single(world.Mailer.Sent);
        await world.PassAsync(TimeSpan.FromHours(5));
        Assert.Equal(2, world.Mailer.Sent.Count);
        Assert.Equal(2, await ChildrenOfAsync(world.Mailer.Sent[^1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SecondGuardianOfThreeChildren_GetsOneMailADay_AndIsAskedAboutEach(bool granted)
    {
        const string other = "other@example.com";
        var sent = NoteWhenSentTo(other);
        foreach (var child in (string[])["child-1", "child-2", "child-3"])
        {
            await world.Start.ExecuteAsync(World.Child(child) with { ParentEmail = $"{child}@example.com" }, default);
            await world.DeliverAsync();
            if (granted)
            {
                await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default);
                await world.DeliverAsync();
            }
        }

        foreach (var registration in world.Store.Registrations)
        {
            await world.Invite.ExecuteAsync(new InviteGuardianCommand(World.Client, registration.Id, other), default);
            await world.DeliverAsync();
        }

        await world.PassAsync(TimeSpan.FromDays(13.5));
        Assert.Equal(3, sent.Count(mail => mail.Subject == (granted ? "Invited 0" : "Notice 0")));
        AssertADayApart(sent);
        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.Equal(!granted, world.Store.Registrations.All(registration => registration.State is RegistrationState.Deleted));
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task QuestionsAboutThreeChildren_AreAskedOneADay()
    {
        var asking = new World(Askers.Client);
        var sent = NoteWhenSentTo("parent@example.com", asking);
        foreach (var child in (string[])["child-1", "child-2", "child-3"])
        {
            await asking.Start.ExecuteAsync(World.Child(child, Askers.Client) with { Purposes = ["account"] }, default);
            await asking.DeliverAsync();
            await asking.Decide.ExecuteAsync(asking.Answer(ConsentDecision.Grant), default);
            await asking.DeliverAsync();
        }

        Assert.Equal(3, sent.Count(mail => mail.Subject == "Notice 0"));
        await asking.PassAsync(TimeSpan.FromDays(2));
        sent.Clear();
        foreach (var registration in asking.Store.Registrations)
        {
            await asking.More.ExecuteAsync(new AskForMoreCommand(Askers.Client, registration.Id, ["newsletter"]), default);
        }

        await asking.PassAsync(TimeSpan.FromDays(4));
        Assert.Equal([Askers.Asks, Askers.Asks, Askers.Asks], sent.Select(mail => mail.Subject));
        AssertADayApart(sent);
        Assert.Empty(asking.Poison);
    }

    /// <summary>Waiting never passes the deadline: the mail goes before it.</summary>
    [Fact]
    public async Task SecondGuardian_InvitedOnTheLastDay_IsNotKeptWaiting()
    {
        const string other = "other@example.com";
        foreach (var child in (string[])["child-1", "child-2"])
        {
            await world.Start.ExecuteAsync(World.Child(child) with { ParentEmail = $"{child}@example.com" }, default);
        }

        await world.PassAsync(TimeSpan.FromDays(13.2));
        foreach (var registration in world.Store.Registrations)
        {
            await world.Invite.ExecuteAsync(new InviteGuardianCommand(World.Client, registration.Id, other), default);
        }

        await world.DeliverAsync();
        Assert.Equal(2, world.Mailer.Sent.Count(mail => mail.To == other));
    }

    /// <summary>The mail has them whole, so they are kept before it goes.</summary>
    [Fact]
    public async Task NoticesOfSiblings_AreKeptBeforeTheMail()
    {
        await RegisterAsync("child-1");
        await world.PassAsync(TimeSpan.FromHours(1));
        await world.Start.ExecuteAsync(World.Child("child-2") with { Purposes = ["account"] }, default);
        await world.PassAsync(TimeSpan.FromHours(1));
        var hash = ComposeNotice.For(world.Policies, world.Store.Registrations[1])!.Hash;
        Assert.Null(await world.Notices.FindAsync(hash, default));
        var kept = false;
        world.Calls.Before = async call => kept |= call == "Mailer.SendAsync" && await world.Notices.FindAsync(hash, default) is not null;
        await world.Resend.ExecuteAsync(World.Client, world.Store.Registrations[0].Id, default);
        await world.DeliverAsync();
        Assert.NotEqual("", world.Mailer.Sent[^1].Html);
        Assert.True(kept);
    }

    /// <summary>That mail named the other child, whose own turn had not come: it was no other mail.</summary>
    [Fact]
    public async Task SentAgainAfterAMailAboutBoth_GoesAtOnce()
    {
        var slow = World.Client with { ReminderDays = [5] };
        var calm = new World(slow);
        await calm.Start.ExecuteAsync(World.Child("child-1", slow), default);
        await calm.PassAsync(TimeSpan.FromHours(1));
        await calm.Start.ExecuteAsync(World.Child("child-2", slow), default);
        await calm.PassAsync(TimeSpan.FromHours(24));
        Assert.NotEqual("", calm.Mailer.Sent[^1].Html);
        Assert.IsType<ResendRequestResult.Queued>(await calm.Resend.ExecuteAsync(slow, calm.Store.Registrations[1].Id, default));
        await calm.DeliverAsync();
        Assert.Equal(["Notice 0", "Notice 0", "Notice -1"], calm.Subjects);
    }

    [Fact]
    public async Task OneWithoutSiblings_PaysForNoLookAtReminders()
    {
        await RegisterAsync("child-1");
        await world.PassAsync(TimeSpan.FromDays(13));
        Assert.Equal(1, world.Calls.CountOf("GuardianStore.TryAddAsync"));
        Assert.Equal(0, world.Calls.CountOf("GuardianStore.FindAsync"));
    }

    /// <summary>Before and after each call, once.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACutAtAnyCall_NeitherChildIsForgotten(bool after)
    {
        for (var cutAt = 1; ; cutAt++)
        {
            var client = World.Client with { DeadlineDays = 5, ReminderDays = [1, 3] };
            var cut = new World(client);
            var calls = 0;
            Func<string, Task> stop = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
            (cut.Calls.Before, cut.Calls.After) = after ? (null, stop) : (stop, (Func<string, Task>?)null);
            foreach (var child in (string[])["child-1", "child-2"])
            {
                await World.AgainIfCutOffAsync(() => cut.Start.ExecuteAsync(World.Child(child, client), default));
                await cut.PassAsync(TimeSpan.FromHours(1));
            }

            await cut.PassAsync(TimeSpan.FromDays(6));
            var asked = cut.Mailer.Sent.SelectMany(mail => (string[])[mail.Text, .. mail.Html.Split(' ')])
                .Where(token => token.Length > 0).Distinct();
            Assert.Equal(2, asked.Count());
            Assert.InRange(cut.SentBeforeTheEnd.Count(), 3, 6);
            Assert.All(cut.Store.Registrations, registration => Assert.Equal(RegistrationState.Deleted, registration.State));
            Assert.Equal(2, cut.Log.Entries.Count);
            Assert.Empty(cut.Deadlines.Entries);
            Assert.Empty(cut.Poison);
            if (calls < cutAt)
            {
                return;
            }
        }
    }

    private List<(string Subject, DateTimeOffset At)> NoteWhenSentTo(string address, World? where = null)
    {
        var sent = new List<(string Subject, DateTimeOffset At)>();
        var theWorld = where ?? world;
        theWorld.Mailer.Answer = mail =>
        {
            if (mail.To == address)
            {
                sent.Add((mail.Subject, theWorld.Clock.Now));
            }

            return new MailResult.Sent();
        };
        return sent;
    }

    private static void AssertADayApart(List<(string Subject, DateTimeOffset At)> sent) => Assert.All(
        sent.Zip(sent.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromDays(1) - TimeSpan.FromMinutes(2)));

    private Task<StartRegistrationResult> RegisterAsync(string subjectId) => world.Start.ExecuteAsync(World.Child(subjectId), default);

    /// <summary>How many children a mail asks about, by where its links lead.</summary>
    private async Task<int> ChildrenOfAsync(Mail mail)
    {
        var ids = new HashSet<string>();
        foreach (var token in (string[])[mail.Text, .. mail.Html.Split(' ')])
        {
            ids.Add(Assert.IsType<OpenLinkResult.CanDecide>(await world.Open.ExecuteAsync(token, default)).Registration.Id);
        }

        return ids.Count;
    }
}
