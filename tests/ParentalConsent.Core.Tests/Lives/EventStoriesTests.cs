using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

public class EventStoriesTests
{
    private readonly World world = new();

    [Fact]
    public async Task Register_CostsTheRequestNoCallForEvents_AndTheWorkerOne()
    {
        await world.RegisterAsync();
        Assert.Equal(0, world.Calls.CountOf("EventFeed.AppendAsync"));
        await world.DeliverAsync();
        Assert.Equal(1, world.Calls.CountOf("EventFeed.AppendAsync"));
        var told = Assert.Single(world.Feed.Events);
        Assert.Equal((EventType.RegistrationPending, "games", world.Only.Id, world.Only.CreatedAt), (told.Type, told.ClientId, told.RegistrationId, told.At));
    }

    [Fact]
    public async Task MailThatIsTriedAgain_TellsOnce()
    {
        world.Mailer.AnswerNext([.. Enumerable.Repeat(new MailResult.Failed("421"), 3)]);
        await world.RegisterAsync();
        await world.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(1, world.Calls.CountOf("EventFeed.AppendAsync"));
        Assert.Equal(["registration.pending"], world.Feed.Words);
    }

    [Fact]
    public async Task Decision_IsToldBeforeItsMail_WithTheTimeOfTheDecision()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        world.Clock.Advance(TimeSpan.FromHours(3));
        await world.DecideAsync(ConsentDecision.Refuse);
        var decided = world.Clock.Now;
        world.Mailer.AnswerNext(new MailResult.Failed("421"));
        world.Clock.Advance(TimeSpan.FromSeconds(30));
        await world.DeliverAsync();
        var refused = world.Feed.Events[^1];
        Assert.Equal((EventType.ConsentRefused, "refused", decided), (refused.Type, refused.Reason, refused.At));
        Assert.Equal(["Notice 0"], world.Subjects);
        await world.PassAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(["registration.pending", "consent.refused", "deletion.requested", "deletion.completed"], world.Feed.Words);
    }

    [Fact]
    public async Task Deletion_IsToldWithIdAndReason()
    {
        await world.RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(15));
        var record = Assert.Single(world.Log.Entries).Record;
        Assert.Equal(
            [
                (EventType.ConsentExpired, null, null, record.Deadline!.Value),
                (EventType.DeletionRequested, record.DeletionId, "expired", record.DeletedAt!.Value),
                (EventType.DeletionCompleted, record.DeletionId, "expired", record.DeletedAt!.Value),
            ],
            world.Feed.Events.Skip(1).Select(told => (told.Type, told.DeletionId, told.Reason, told.At)));
    }

    [Fact]
    public async Task NotMyChild_IsARefusal_ThatSaysSo()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.DecideAsync(ConsentDecision.NotMyChild);
        await world.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal("disowned", world.Feed.Events[1].Reason);
        Assert.Equal(["registration.pending", "consent.refused", "deletion.requested", "deletion.completed"], world.Feed.Words);
    }

    [Fact]
    public async Task DeletionsOfOneMessage_AreToldInTwoAppends()
    {
        for (var child = 0; child < 20; child++)
        {
            await world.Start.ExecuteAsync(
                World.Child($"child-{child}") with { ParentEmail = $"parent-{child}@example.com" }, CancellationToken.None);
        }

        await world.DeliverAsync();
        world.Clock.Advance(TimeSpan.FromDays(15));
        world.Calls.Reset();
        var lines = world.Deadlines.Entries.Select(line => line.ToString()).ToList();
        await world.Delete.ExecuteAsync(new DeletionMessage(lines), CancellationToken.None);
        Assert.Equal(2, world.Calls.CountOf("EventFeed.AppendAsync"));
        Assert.Equal(80, world.Feed.Events.Count);
    }

    [Fact]
    public async Task DecisionWhoseMailNeverCame_IsToldWithTheDeletion()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.DecideAsync(ConsentDecision.Refuse);
        world.Queues.TakeAll();
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(["registration.pending", "consent.refused", "deletion.requested", "deletion.completed"], world.Feed.Words);
    }

    /// <summary>The mail's message was lost, or given up on: what it would have told is told with the line that is left.</summary>
    [Fact]
    public async Task GrantWhoseMailNeverCame_IsToldBeforeItsLineGoes()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.DecideAsync(ConsentDecision.Grant);
        var granted = world.Clock.Now;
        world.Queues.TakeAll();
        await world.PassAsync(TimeSpan.FromDays(13.9));
        Assert.Equal(["registration.pending"], world.Feed.Words);
        world.Feed.Broken = "games";
        await Assert.ThrowsAsync<AggregateException>(() => SettleAsync(world.Only.DeadlineEntry.Due));
        Assert.Single(world.Deadlines.Entries);
        world.Feed.Broken = null;
        await SettleAsync(world.Clock.Now);
        Assert.Equal((EventType.ConsentGranted, granted), (world.Feed.Events[^1].Type, world.Feed.Events[^1].At));
        Assert.Equal(2, world.Feed.Events.Count);
        Assert.Empty(world.Deadlines.Entries);
    }

    [Fact]
    public async Task OneClientsFeedFails_TheOthersAreToldAndTheirLinesGo()
    {
        foreach (var client in new[] { World.Client, World.Client with { Id = "school" } })
        {
            await world.Start.ExecuteAsync(World.Child(client.Id, client), CancellationToken.None);
        }

        await world.DeliverAsync();
        world.Clock.Advance(TimeSpan.FromDays(15));
        world.Feed.Broken = "games";
        await Assert.ThrowsAsync<AggregateException>(() => SettleAsync(world.Clock.Now));
        Assert.Equal(2, world.Log.Entries.Count);
        Assert.Equal(
            ["registration.pending", "consent.expired", "deletion.requested", "deletion.completed"],
            world.Feed.Events.Where(told => told.ClientId == "school").Select(told => told.Type.Word()));
        var games = Assert.Single(world.Store.Registrations, registration => registration.ClientId == "games");
        Assert.Equal(games.Id, Assert.Single(world.Deadlines.Entries).RegistrationId);

        world.Feed.Broken = null;
        await SettleAsync(world.Clock.Now);
        Assert.Equal(8, world.Feed.Events.Count);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Equal(2, world.Log.Entries.Count);
    }

    /// <summary>The worker has read the registration; before it tells, the client cancels and everything is deleted.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WorkerThatIsOvertaken_TellsNothingAfterTheEnd(bool granted)
    {
        await world.RegisterAsync();
        if (granted)
        {
            await world.DeliverAsync();
            await world.DecideAsync(ConsentDecision.Grant);
        }

        var overtaken = false;
        world.Calls.Before = async call =>
        {
            if (call == "EventFeed.AppendAsync" && !overtaken)
            {
                overtaken = true;
                await world.Cancel.ExecuteAsync("games", world.Only.Id, CancellationToken.None);
                await world.DeliverAsync();
            }
        };
        await world.DeliverAsync();
        string[] before = granted ? ["registration.pending"] : [];
        Assert.Equal([.. before, "deletion.requested", "deletion.completed"], world.Feed.Words);
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
    }

    [Fact]
    public async Task RegistrationThatEndedBeforeItWasTold_IsToldByItsEndAlone()
    {
        await world.RegisterAsync();
        await world.Cancel.ExecuteAsync("games", world.Only.Id, CancellationToken.None);
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(["deletion.requested", "deletion.completed"], world.Feed.Words);
    }

    /// <summary>The new registration takes the tombstone away that the events would have been made from.</summary>
    [Fact]
    public async Task RegistersAgainBeforeTheDeletionWasTold_ItIsToldAllTheSame()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.Cancel.ExecuteAsync("games", world.Only.Id, CancellationToken.None);
        world.Calls.Before = call => call == "EventFeed.AppendAsync" ? throw new CutOffException() : Task.CompletedTask;
        await world.DeliverAsync();
        Assert.Single(world.Log.Entries);
        world.Calls.Before = null;
        await world.RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(14.5));
        Assert.Equal(
            [
                "registration.pending deletion.requested deletion.completed",
                "registration.pending consent.expired deletion.requested deletion.completed",
            ],
            world.Feed.Events.GroupBy(told => told.Attempt).Select(attempt => string.Join(' ', attempt.Select(told => told.Type.Word()))));
        Assert.Empty(world.Deadlines.Entries);
    }

    [Fact]
    public async Task FeedThatFails_HoldsUpNoDeletion_AndTheLineStaysUntilAllIsTold()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        world.Calls.Before = call => call == "EventFeed.AppendAsync" ? throw new CutOffException() : Task.CompletedTask;
        await world.PassAsync(TimeSpan.FromDays(14.1));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Single(world.Log.Entries);
        Assert.Single(world.Deadlines.Entries);
        world.Calls.Before = null;
        await world.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(["registration.pending", "consent.expired", "deletion.requested", "deletion.completed"], world.Feed.Words);
        Assert.Empty(world.Deadlines.Entries);
    }

    [Fact]
    public async Task Sweep_RemovesWhatIsOlderThanTheRetention()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.DecideAsync(ConsentDecision.Grant);
        await world.PassAsync(TimeSpan.FromDays(29));
        Assert.Equal(["registration.pending", "consent.granted"], world.Feed.Words);
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Empty(world.Feed.Events);
    }

    private Task SettleAsync(DateTimeOffset now)
    {
        world.Clock.Now = now;
        return world.Delete.ExecuteAsync(new DeletionMessage([.. world.Deadlines.Entries.Select(line => line.ToString())]), CancellationToken.None);
    }
}
