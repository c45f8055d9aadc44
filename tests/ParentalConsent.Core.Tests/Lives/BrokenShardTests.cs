using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Holds;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>A shard of the log that nothing can be appended to keeps what is in it, and nothing else.</summary>
public class BrokenShardTests
{
    private static readonly ClientPolicy Acknowledging = World.Client with { Deletion = new DeletionPolicy(Acknowledge: true) };

    [Fact]
    public async Task CasesOfOtherShards_AreClosed_AndThoseOfTheBrokenOneOnceItIsMended()
    {
        var (world, broken) = await AcknowledgedAsync();
        world.Log.BrokenShard = broken;

        await Assert.ThrowsAsync<AggregateException>(() => world.Cases.Advance.ExecuteAsync(Message(world), default));

        Assert.NotEmpty(world.Cases.Store.All);
        Assert.All(world.Cases.Store.All, left => Assert.Equal(broken, Shards.Of(left.DeletionId)));
        Assert.Equal(world.Cases.Store.All.Select(left => left.Line).Order(ByText), world.Cases.Store.Lines.Order(ByText));

        world.Log.BrokenShard = null;
        await AssertAllCloseAsync(world);
    }

    [Fact]
    public async Task CaseThatCannotBeSaved_HoldsUpNoOther()
    {
        var (world, _) = await AcknowledgedAsync();
        var cuts = 0;
        world.Calls.Before = call => call == "Cases.TryRemoveAsync" && ++cuts == 1 ? throw new IOException() : Task.CompletedTask;

        await Assert.ThrowsAsync<AggregateException>(() => world.Cases.Advance.ExecuteAsync(Message(world), default));

        var left = Assert.Single(world.Cases.Store.All);
        Assert.Equal([left.Line], world.Cases.Store.Lines);
        await AssertAllCloseAsync(world);
    }

    [Fact]
    public async Task DeletionsOfOtherShards_AreLogged_AndOnlyLinesOfTheUnloggedStay()
    {
        var world = await RegisteredAsync(World.Client);
        var granted = world.Store.Registrations[0];
        await world.Decide.ExecuteAsync(
            new RecordDecisionCommand(world.Mailer.Sent.First(mail => mail.To == granted.Details!.GuardianEmail).Text, ConsentDecision.Grant, [], "Pat Doe", "mother"), default);
        var ended = world.Store.Registrations.Where(one => one.Id != granted.Id).ToList();
        foreach (var one in ended)
        {
            await world.Cancel.ExecuteAsync("games", one.Id, default);
        }

        world.Queues.TakeAll();
        var broken = world.Log.BrokenShard = Shards.Of(granted.Id);
        var message = new DeletionMessage([.. world.Store.Registrations.Select(one => one.DeadlineEntry.ToString())]);
        await Assert.ThrowsAsync<AggregateException>(() => world.Delete.ExecuteAsync(message, default));

        Assert.All(world.Store.Registrations.Where(one => one.Id != granted.Id), one => Assert.Equal(RegistrationState.Deleted, one.State));
        Assert.Equal(
            ended.Where(one => Shards.Of(one.Id) != broken).Select(one => one.Id).Order(), world.Log.Entries.Select(entry => entry.Record.RegistrationId).Order());
        Assert.Equal(
            ended.Where(one => Shards.Of(one.Id) == broken).Select(one => one.Id).Order(), world.Deadlines.Entries.Select(entry => entry.RegistrationId).Order());
        Assert.Equal(world.Log.Entries.Count, world.Feed.Words.Count(word => word == "deletion.completed"));

        world.Log.BrokenShard = null;
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(ended.Count, world.Log.Entries.Count);
        Assert.Equal(ended.Count, world.Feed.Words.Count(word => word == "deletion.completed"));
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Poison);
    }

    /// <summary>However often it is tried: nobody is told of a deletion that cannot be done yet.</summary>
    [Fact]
    public async Task RemovalInABrokenShard_TellsGuardiansOnceItIsDone()
    {
        var world = new World();
        await world.RegisterAsync();
        await world.DeliverAsync();
        var mails = world.Mailer.Sent.Count;
        await world.Remove.ExecuteAsync(new RemoveRegistrationCommand(world.Only.Id, "The school asked for it."), default);
        world.Queues.TakeAll();
        var message = new DeletionMessage([world.Only.DeadlineEntry.ToString()]);
        world.Log.BrokenShard = Shards.Of(world.Only.Id);
        for (var tries = 0; tries < 3; tries++)
        {
            await Assert.ThrowsAsync<AggregateException>(() => world.Delete.ExecuteAsync(message, default));
        }

        Assert.Equal((mails, RegistrationState.Removed), (world.Mailer.Sent.Count, world.Only.State));
        world.Log.BrokenShard = null;
        await world.Delete.ExecuteAsync(message, default);
        Assert.Equal((mails + 1, RegistrationState.Deleted), (world.Mailer.Sent.Count, world.Only.State));
    }

    [Fact]
    public async Task HoldsOfOtherShards_End_AndTheLogSaysSo()
    {
        var world = await RegisteredAsync(World.Client);
        foreach (var (one, number) in world.Store.Registrations.Select((one, number) => (one, number)))
        {
            await world.SetHold.ExecuteAsync(new SetHoldCommand($"{number:x16}", one.Id, "File 12/2026 of the authority", 1, "Ada"), default);
        }

        world.Log.BrokenShard = Shards.Of(world.Holds.All[0].RegistrationId);
        world.Clock.Advance(TimeSpan.FromDays(2));
        await Assert.ThrowsAsync<AggregateException>(() => world.Settle.ExecuteAsync(world.Clock.Now, default));

        Assert.All(world.Holds.All, hold => Assert.Equal(Shards.Of(hold.RegistrationId) != world.Log.BrokenShard, hold.Logged));
        Assert.Equal(world.Holds.All.Count(hold => hold.Logged), world.Log.Entries.Count(entry => entry.Record.Kind is LogKind.HoldExpired));

        world.Log.BrokenShard = null;
        await world.Settle.ExecuteAsync(world.Clock.Now, default);
        Assert.All(world.Holds.All, hold => Assert.True(hold.Logged));
    }

    private static Comparer<CaseLine> ByText { get; } = Comparer<CaseLine>.Create((one, other) => string.CompareOrdinal(one.ToString(), other.ToString()));

    /// <summary>Cases of several shards that only have to be closed, with nobody who does.</summary>
    private static async Task<(World World, int Shard)> AcknowledgedAsync()
    {
        var world = await RegisteredAsync(Acknowledging);
        foreach (var one in world.Store.Registrations)
        {
            await world.Cancel.ExecuteAsync("games", one.Id, default);
        }

        await world.PassAsync(TimeSpan.FromMinutes(1));
        foreach (var open in world.Cases.Store.All)
        {
            await world.Cases.Acknowledge.ExecuteAsync(
                new AcknowledgeDeletionCommand("games", open.DeletionId, new Acknowledgement(null, [])), default);
        }

        // Their messages are lost, and lines that took the place of others with them.
        world.Queues.TakeAll();
        await world.Cases.Store.RemoveLinesAsync([.. world.Cases.Store.Lines.Except(world.Cases.Store.All.Select(open => open.Line))], default);
        return (world, Shards.Of(world.Cases.Store.All[0].DeletionId));
    }

    private static CaseMessage Message(World world) => new([.. world.Cases.Store.Lines.Select(line => line.ToString())]);

    private static async Task AssertAllCloseAsync(World world)
    {
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Empty(world.Cases.Store.All);
        Assert.Empty(world.Cases.Store.Lines);
        Assert.Empty(world.Poison);
        Assert.Equal(world.Store.Registrations.Count, world.Feed.Words.Count(word => word == "deletion.completed"));
    }

    /// <summary>Of at least two shards, and at least two of the first one's, whatever the key.</summary>
    private static async Task<World> RegisteredAsync(ClientPolicy client)
    {
        var world = new World(client);
        for (var number = 0; number < 3 || world.Store.Registrations.Select(one => Shards.Of(one.Id)).Distinct().Count() < 2
            || world.Store.Registrations.Count(one => Shards.Of(one.Id) == Shards.Of(world.Store.Registrations[0].Id)) < 2; number++)
        {
            await world.Start.ExecuteAsync(World.Child($"child-{number}", client) with { ParentEmail = $"parent-{number}@example.com" }, default);
        }

        await world.DeliverAsync();
        return world;
    }
}
