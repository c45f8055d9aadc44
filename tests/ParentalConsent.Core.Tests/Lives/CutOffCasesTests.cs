using ParentalConsent.Core.Cases;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using Xunit.Abstractions;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>
/// The life of a case with an acknowledgement, and with targets as well, once for each call it makes to a port, twice over: cut off just before the call, and
/// just after it (the answer is lost). Whatever happens then, every step is done and told once.
/// </summary>
public class CutOffCasesTests(ITestOutputHelper output)
{
    private static readonly ClientPolicy Acknowledging = World.Client with { Deletion = new DeletionPolicy(Acknowledge: true, WithinDays: 8) };

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task ACutAtAnyCall_ChangesNothingInTheEnd(bool late, bool targets)
    {
        var first = await PlayAsync(late, targets, cutAt: null, after: false);
        AssertEnd(first, late, targets);
        var calls = first.Calls.Count;
        output.WriteLine($"{2 * calls} kill points");
        Assert.InRange(calls, 20, 1000);
        for (var cutAt = 1; cutAt <= calls; cutAt++)
        {
            foreach (var after in new[] { false, true })
            {
                var world = await PlayAsync(late, targets, cutAt, after);
                try
                {
                    AssertEnd(world, late, targets);
                }
                catch (Exception wrong)
                {
                    throw new InvalidOperationException(
                        $"Cut off {(after ? "after" : "before")} call {cutAt} of {string.Join(", ", world.Calls.Names.Take(cutAt + 3))}.", wrong);
                }
            }
        }
    }

    /// <param name="late">The client says nothing until somebody has to look.</param>
    /// <param name="cutAt">Counted from the cancellation on: what comes before is no part of a case.</param>
    private static async Task<World> PlayAsync(bool late, bool targets, int? cutAt, bool after)
    {
        var world = new World(targets ? Acknowledging with { Targets = TargetLivesTests.Client.Targets } : Acknowledging);
        await world.Start.ExecuteAsync(World.Child(client: world.TheClient), default);
        await world.DeliverAsync();
        world.Cases.Targets["profiles", "child-1"] = 1500;
        world.Calls.Reset();
        var calls = 0;
        Func<string, Task> cut = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
        (world.Calls.Before, world.Calls.After) = after ? (null, cut) : (cut, (Func<string, Task>?)null);
        await World.AgainIfCutOffAsync(() => world.Cancel.ExecuteAsync("games", world.Only.Id, default));
        await world.PassAsync(late ? TimeSpan.FromDays(12) : TimeSpan.FromMinutes(15));
        await World.AgainIfCutOffAsync(() => world.Cases.Acknowledge.ExecuteAsync(
            new AcknowledgeDeletionCommand("games", world.Only.DeletionId, new Acknowledgement(null, ["crm"])), default));
        await world.PassAsync(TimeSpan.FromHours(1));
        var inTime = world.Feed.Words.Last() == "deletion.completed";
        Assert.True(inTime, "Not complete an hour after the acknowledgement.");
        await world.PassAsync(TimeSpan.FromDays(12));
        return world;
    }

    private static void AssertEnd(World world, bool late, bool targets)
    {
        Assert.Empty(world.Poison);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Cases.Store.All);
        Assert.Empty(world.Cases.Store.Lines);
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Equal(
            ["registration.pending", .. Enumerable.Repeat("deletion.requested", late ? 3 : 1), "deletion.completed"], world.Feed.Words);
        Assert.Equal(late ? [null, 1, 2] : new int?[] { null }, world.Feed.Events.Where(told => told.Type is EventType.DeletionRequested).Select(told => told.Reminder));
        Assert.Equal(
            [LogKind.Deletion, LogKind.Acknowledgement, .. Enumerable.Repeat(LogKind.TargetCleared, targets ? 2 : 0), LogKind.CaseClosed],
            world.Log.Entries.Select(entry => entry.Record.Kind));
        Assert.Equal(targets ? 0 : 1500, world.Cases.Targets["profiles", "child-1"]);
        Assert.All(world.Log.Entries.Where(entry => entry.Record.Facts["step"] == "target:profiles"), entry => Assert.Equal("1500 0", $"{entry.Record.Facts["found"]} {entry.Record.Facts["left"]}"));
    }
}
