using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>
/// Every story is run once for each call it makes to a port, twice over: cut off just before the call, and just after it
/// (the answer is lost). Whatever happens then, the end is the same.
/// </summary>
public class CutOffEverywhereTests
{
    public static TheoryData<ConsentDecision?, bool, bool> Stories => new()
    {
        { null, false, true },
        { null, true, true },
        { ConsentDecision.Grant, false, true },
        { ConsentDecision.Refuse, false, true },
        { ConsentDecision.NotMyChild, false, true },
        { ConsentDecision.Withdraw, false, true },
        { ConsentDecision.Erase, false, true },
        // The client does not ask again after it was cut off.
        { null, false, false },
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task ACutAtAnyCall_ChangesNothingInTheEnd(ConsentDecision? decision, bool cancelled, bool clientAsksAgain)
    {
        var calls = (await PlayAsync(decision, cancelled, clientAsksAgain, cutAt: null, after: false)).Calls.Count;
        Assert.True(calls > 10);
        for (var cutAt = 1; cutAt <= calls; cutAt++)
        {
            foreach (var after in new[] { false, true })
            {
                var world = await PlayAsync(decision, cancelled, clientAsksAgain, cutAt, after);
                try
                {
                    AssertEnd(world, decision, clientAsksAgain, world.Calls.Names.ElementAtOrDefault(cutAt - 1));
                }
                catch (Exception wrong)
                {
                    throw new InvalidOperationException(
                        $"Cut off {(after ? "after" : "before")} call {cutAt} of {string.Join(", ", world.Calls.Names.Take(cutAt + 3))}.", wrong);
                }
            }
        }
    }

    private static async Task<World> PlayAsync(ConsentDecision? decision, bool cancelled, bool clientAsksAgain, int? cutAt, bool after)
    {
        var world = new World();
        var calls = 0;
        Func<string, Task> cut = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
        (world.Calls.Before, world.Calls.After) = after ? (null, cut) : (cut, (Func<string, Task>?)null);
        try
        {
            await world.Start.ExecuteAsync(World.Child(), CancellationToken.None);
        }
        catch (CutOffException) when (clientAsksAgain)
        {
            await world.Start.ExecuteAsync(World.Child(), CancellationToken.None);
        }
        catch (CutOffException)
        {
        }

        await world.PassAsync(TimeSpan.FromHours(1));
        if (cancelled)
        {
            await World.AgainIfCutOffAsync(() => world.Cancel.ExecuteAsync("games", world.Only.Id, CancellationToken.None));
        }
        else if (decision is ConsentDecision.Withdraw or ConsentDecision.Erase)
        {
            await DecideAsync(world, world.Answer(ConsentDecision.Grant));
            await world.PassAsync(TimeSpan.FromHours(1));
            await DecideAsync(world, world.Answer(decision.Value, "Granted 0"));
        }
        else if (decision is { } decided)
        {
            await DecideAsync(world, world.Answer(decided));
        }

        await world.PassAsync(TimeSpan.FromDays(17));
        return world;
    }

    private static Task<RecordDecisionResult> DecideAsync(World world, RecordDecisionCommand command) =>
        World.AgainIfCutOffAsync(() => world.Decide.ExecuteAsync(command, CancellationToken.None));

    /// <param name="cut">Where it was cut off: on the way to the last mail, the deletion goes on without it.</param>
    private static void AssertEnd(World world, ConsentDecision? decision, bool clientAsksAgain, string? cut)
    {
        Assert.Empty(world.Poison);
        Assert.Empty(world.Deadlines.Entries);
        if (!clientAsksAgain && world.Store.Registrations.Count == 0)
        {
            Assert.Empty(world.Mailer.Sent);
            return;
        }

        if (decision is ConsentDecision.Grant)
        {
            Assert.Equal(RegistrationState.Granted, world.Only.State);
            Assert.True(world.Only.HoldsData);
            Assert.Empty(world.Log.Entries);
        }
        else
        {
            Assert.Equal(RegistrationState.Deleted, world.Only.State);
            Assert.Null(world.Only.Details);
            Assert.False(world.Only.HoldsData);
            Assert.Equal(world.Only.DeletionId, Assert.Single(world.Log.Entries).Record.DeletionId);
            Assert.Equal(decision is ConsentDecision.Erase, world.Log.Entries[0].Record.Reason is Core.Deletion.DeletionReason.GuardianRequest);
        }

        Assert.Equal(EventsOf(world, decision), world.Feed.Words);

        // Every mail that is owed was sent; one of them may have been sent twice, under the same Message-ID.
        var expected = decision switch
        {
            null => world.Only.DeletionReason is Core.Deletion.DeletionReason.Cancelled
                ? ["Notice 0", "Deleted 0"]
                : new[] { "Notice 0", "Reminder 1", "Reminder 2", "Reminder 3", "Deleted 0" },
            ConsentDecision.Grant => ["Notice 0", "Granted 0"],
            ConsentDecision.Refuse => ["Notice 0", "Refused 0"],
            ConsentDecision.Withdraw or ConsentDecision.Erase => ["Notice 0", "Granted 0", "Withdrawn 0"],
            _ => ["Notice 0"],
        };
        if (cut is "Mailer.SendAsync" or "GuardianStore.FindAsync" or "RegistrationStore.SaveAsync" && !world.Subjects.Contains("Deleted 0"))
        {
            expected = [.. expected.Except(["Deleted 0"])];
        }

        Assert.Equal(expected.Order(), world.Subjects.Distinct().Order());
        Assert.InRange(world.Mailer.Sent.Count, expected.Length, expected.Length + 1);
    }

    /// <summary>Each once, in the order of what happened, wherever it was cut off.</summary>
    private static string[] EventsOf(World world, ConsentDecision? decision)
    {
        string[] deleted = ["deletion.requested", "deletion.completed"];
        return decision switch
        {
            null when world.Only.DeletionReason is Core.Deletion.DeletionReason.Cancelled => ["registration.pending", .. deleted],
            null => ["registration.pending", "consent.expired", .. deleted],
            ConsentDecision.Grant => ["registration.pending", "consent.granted"],
            ConsentDecision.Withdraw or ConsentDecision.Erase => ["registration.pending", "consent.granted", "consent.withdrawn", .. deleted],
            _ => ["registration.pending", "consent.refused", .. deleted],
        };
    }
}
