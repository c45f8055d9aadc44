using System.Text;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Many accounts at once: lines that come, are worked off and leave nothing but what came of them.</summary>
public class ManyDiscoveriesTests
{
    private static readonly ClientPolicy Deleting = World.Client with { Discoveries = DiscoveryPolicy.Delete };

    [Fact]
    public async Task EveryLine_HasAResult_AndNoLineIsKept()
    {
        var world = new World();
        await world.Start.ExecuteAsync(World.Child("known"), default);
        var discovery = await DiscoverAsync(
            world, "adult 30 -", "child 9 a@example.com", "broken", "known 9 parent@example.com", "known 9 other@example.com", "child 10 b@example.com");
        await world.DeliverAsync();

        Assert.Equal(
            [
                (1, DiscoveryOutcome.NotRequired), (2, DiscoveryOutcome.Pending), (3, DiscoveryOutcome.Invalid), (4, DiscoveryOutcome.Existing),
                (5, DiscoveryOutcome.GuardianMismatch), (6, DiscoveryOutcome.Duplicate),
            ],
            await OutcomesAsync(world, discovery.Id));
        Assert.Equal(0, world.Discoveries.LinesKept);
        Assert.Equal(2, world.Store.Registrations.Count);
        Assert.Equal(2, world.Mailer.Sent.Count);
        Assert.Equal(world.Store.Registrations.Select(one => one.DeadlineEntry).ToHashSet(), world.Deadlines.Entries.ToHashSet());
        var results = await ResultsAsync(world, discovery.Id);
        Assert.Equal(new DiscoveryError("line", "wrong"), Assert.Single(results[2].Errors));
        Assert.Equal(results[1].RegistrationId, results[5].RegistrationId);
    }

    [Fact]
    public async Task DeletedAtOnce_EachIsToldOnce()
    {
        var world = new World(Deleting);
        var discovery = await DiscoverAsync(world, "one 9 -", "two 9 -", "one 9 -", "adult 30 -");
        await world.PassAsync(TimeSpan.FromMinutes(45));

        Assert.Equal(
            [DiscoveryOutcome.Deleting, DiscoveryOutcome.Deleting, DiscoveryOutcome.Duplicate, DiscoveryOutcome.NotRequired],
            (await ResultsAsync(world, discovery.Id)).Select(result => result.Outcome));
        Assert.Equal(2, world.Log.Entries.Count);
        Assert.All(world.Log.Entries, entry => Assert.Equal(DeletionReason.Discovered, entry.Record.Reason));
        Assert.Equal(2, world.Feed.Words.Count(word => word == "deletion.requested"));
        Assert.Empty(world.Deadlines.Entries);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(100_000)]
    public async Task BodyThatBreaksOff_KeepsWholeLines_AndGoesOnThere(int atATime)
    {
        var world = new World();
        var whole = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 1234).Select(line => $"adult-{line} 30 -\n")));
        var opened = await OpenAsync(world);
        var cut = Assert.IsType<TakeLinesResult.CutOff>(await world.Take.ExecuteAsync(
            new TakeLinesCommand(opened, new LineReader(new BrokenStream(whole[..^5], atATime, new IOException("cut off"))), 1, Ends: true), default));
        Assert.Equal(1234, cut.Discovery.NextLine);
        Assert.False(cut.Discovery.Ended);

        await Assert.ThrowsAsync<OperationCanceledException>(() => TakeAsync(
            world, opened, new BrokenStream("adult-1234 30 -\nhalf"u8.ToArray(), atATime, new OperationCanceledException()), 1234));
        Assert.Equal(1235, (await world.Discoveries.FindAsync(opened.Discovery.Id, default))!.Discovery.NextLine);

        // From too late, from too early, and the rest.
        Assert.Equal(1235, Assert.IsType<TakeLinesResult.Gap>(await TakeAsync(world, opened, Body("x 30 -"), 1236)).Discovery.NextLine);
        var taken = Assert.IsType<TakeLinesResult.Taken>(await TakeAsync(world, opened, Body("adult-1234 30 -", "last 30 -"), 1234));
        Assert.Equal(1236, taken.Discovery.NextLine);
        await world.DeliverAsync();

        Assert.Equal(1235, (await ResultsAsync(world, opened.Discovery.Id)).Count);
        Assert.Equal(0, world.Discoveries.LinesKept);
    }

    [Fact]
    public async Task LastLineWithoutItsEnd_CountsOnlyWhenTheInputEnds()
    {
        var world = new World();
        var opened = await OpenAsync(world);
        var body = Encoding.UTF8.GetBytes("one 30 -\r\ntwo 30 -");
        Assert.Equal(2, (await TakeAsync(world, opened, new MemoryStream(body), 1)).Discovery.NextLine);
        var found = (await world.Discoveries.FindAsync(opened.Discovery.Id, default))!;
        Assert.Equal(3, (await TakeAsync(world, found, new MemoryStream(body), 1, ends: true)).Discovery.NextLine);
        await world.DeliverAsync();
        Assert.All(await ResultsAsync(world, opened.Discovery.Id), result => Assert.Equal(DiscoveryOutcome.NotRequired, result.Outcome));
    }

    [Fact]
    public async Task LineThatIsTooLong_IsOneLine_AndHoldsUpNoOther()
    {
        var world = new World();
        var discovery = await DiscoverAsync(world, "one 30 -", new string('x', 100_000), "two 30 -", new string('y', Discovery.LineBytes + 1), "three 30 -");
        await world.DeliverAsync();
        Assert.Equal(
            [DiscoveryOutcome.NotRequired, DiscoveryOutcome.Invalid, DiscoveryOutcome.NotRequired, DiscoveryOutcome.Invalid, DiscoveryOutcome.NotRequired],
            (await ResultsAsync(world, discovery.Id)).Select(result => result.Outcome));
    }

    [Fact]
    public async Task TwoWhoSendTheSameLinesAtOnce_AddThemOnce()
    {
        var world = new World();
        var opened = await OpenAsync(world);
        var lines = Enumerable.Range(1, 1700).Select(line => $"adult-{line} 30 -").ToArray();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TakeAsync(world, opened, Body(lines), 1)));
        Assert.All(results, result => Assert.Equal(1701, Assert.IsType<TakeLinesResult.Taken>(result).Discovery.NextLine));
        await world.DeliverAsync();
        Assert.Equal(Enumerable.Range(1, 1700), (await ResultsAsync(world, opened.Discovery.Id)).Select(result => (int)result.Line));
    }

    [Fact]
    public async Task MoreThanAMillion_AreNotTaken()
    {
        var world = new World();
        var opened = await OpenAsync(world);
        var late = (await world.Discoveries.TrySaveAsync(opened, opened.Discovery with { NextLine = Discovery.MostLines }, default))!;
        var result = await TakeAsync(world, late, Body("one 30 -", "two 30 -"), Discovery.MostLines);
        Assert.Equal(Discovery.MostLines + 1, Assert.IsType<TakeLinesResult.TooMany>(result).Discovery.NextLine);
    }

    [Fact]
    public async Task Ended_TakesNothingNew_AndSaysTheSameToWhatCameBefore()
    {
        var world = new World();
        var discovery = await DiscoverAsync(world, "one 30 -", "two 30 -");
        var found = (await world.Discoveries.FindAsync(discovery.Id, default))!;
        Assert.IsType<TakeLinesResult.Taken>(await TakeAsync(world, found, Body("one 30 -", "two 30 -"), 1, ends: true));
        Assert.IsType<TakeLinesResult.Over>(await TakeAsync(world, found, Body("three 30 -"), 3));
        Assert.True((await world.EndDiscovery.ExecuteAsync(found, default)).Ended);
    }

    [Fact]
    public async Task TwoWorkersOnOnePart_WorkEachLineOffOnce()
    {
        var world = new World();
        var discovery = await DiscoverAsync(world, [.. Enumerable.Range(1, 250).Select(line => $"child-{line} 9 p{line}@example.com")]);
        var message = Assert.IsType<DiscoveryMessage>(Assert.Single(world.Queues.TakeVisible()));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.Work.ExecuteAsync(message, default)));

        Assert.All(await ResultsAsync(world, discovery.Id), result => Assert.Equal(DiscoveryOutcome.Pending, result.Outcome));
        Assert.Equal(250, world.Store.Registrations.Count);
        Assert.Equal(250, world.Queues.Sent.Count(sent => sent.Queue == "outgoing-mail"));
        await world.DeliverAsync();
        Assert.Equal(250, world.Mailer.Sent.Select(mail => mail.To).Distinct().Count());
        Assert.Equal(250, world.Mailer.Sent.Count);

        // Those who came second look once more, at a time when the first would have been cut off.
        world.Discoveries.Calls.Reset();
        await world.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(2, world.Discoveries.Calls.CountOf("DiscoveryStore.FindPartAsync"));
        Assert.Equal(250, world.Queues.Sent.Count(sent => sent.Queue == "outgoing-mail"));
    }

    /// <summary>Reading a part is two calls to the service, each of the others is one.</summary>
    [Theory]
    [InlineData(99, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(500, 5)]
    public async Task WorkingOffAPart_CostsOneCallForEachHundredLines_AndOneToHaveItAlone(int lines, int saves)
    {
        var world = new World();
        await DiscoverAsync(world, [.. Enumerable.Range(1, lines).Select(line => $"adult-{line} 30 -")]);
        var (calls, before) = (world.Discoveries.Calls, world.Calls.Count);
        calls.Reset();
        await world.DeliverAsync();
        Assert.Equal(
            ["DiscoveryStore.FindPartAsync", "DiscoveryStore.TryClaimAsync", .. Enumerable.Repeat("DiscoveryStore.TrySaveAsync", saves)], calls.Names);
        Assert.Equal(before, world.Calls.Count);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(3)]
    public async Task WorkerThatWasKilled_IsFollowedByAnother_OnceItsTimeIsOver(int minutesLeft)
    {
        var world = new World();
        var discovery = await DiscoverAsync(world, "child 9 a@example.com", "x 30 -");
        var part = (await world.Discoveries.FindPartAsync(discovery.Id, 1, default))!;
        Assert.NotNull(await world.Discoveries.TryClaimAsync(part.Stored, world.Clock.Now.AddMinutes(minutesLeft), default));

        await world.DeliverAsync();
        Assert.Empty(await ResultsAsync(world, discovery.Id));
        Assert.Equal(TimeSpan.FromMinutes(minutesLeft), Assert.Single(world.Queues.Waiting).Delay);

        world.Clock.Advance(TimeSpan.FromMinutes(minutesLeft));
        await world.DeliverAsync();
        Assert.Equal([DiscoveryOutcome.Pending, DiscoveryOutcome.NotRequired], (await ResultsAsync(world, discovery.Id)).Select(result => result.Outcome));
        Assert.Single(world.Mailer.Sent);
    }

    /// <summary>A part that kills whoever works on it ends before a person, and one that only goes on slowly does not.</summary>
    [Fact]
    public async Task PartThatIsBegunAndNeverEnded_BecomesAPoisonMessage()
    {
        var world = new World();
        var discovery = await DiscoverAsync(world, "x 30 -");
        world.Queues.TakeAll();
        var message = new DiscoveryMessage(discovery.Id, 1);
        for (var tries = 0; tries < WorkDiscovery.MostTries; tries++)
        {
            var part = (await world.Discoveries.FindPartAsync(discovery.Id, 1, default))!;
            Assert.NotNull(await world.Discoveries.TryClaimAsync(part.Stored, world.Clock.Now.AddMinutes(5), default));
            await world.Work.ExecuteAsync(message, default);
            message = message with { Tries = message.Tries + 1 };
            Assert.Equal<object>(message, Assert.Single(world.Queues.TakeAll()));
            world.Clock.Advance(TimeSpan.FromMinutes(4));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => world.Work.ExecuteAsync(message, default));
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.Work.ExecuteAsync(message, default);
        Assert.Single(await ResultsAsync(world, discovery.Id));
    }

    [Fact]
    public async Task ClaimByAClockThatWasWrong_HoldsUpNobody()
    {
        var world = new World();
        var discovery = await DiscoverAsync(world, "x 30 -");
        var part = (await world.Discoveries.FindPartAsync(discovery.Id, 1, default))!;
        Assert.NotNull(await world.Discoveries.TryClaimAsync(part.Stored, world.Clock.Now.AddHours(3), default));
        await world.DeliverAsync();
        Assert.Single(await ResultsAsync(world, discovery.Id));
    }

    [Fact]
    public async Task WorkerThatFails_GivesThePartBack_AndTheNextTryNeedNotWait()
    {
        var world = new World();
        var discovery = await DiscoverAsync(world, "child 9 a@example.com", "x 30 -");
        var fails = true;
        world.Calls.Before = call =>
        {
            var cut = fails && call == "RegistrationStore.TryAddAsync";
            fails &= !cut;
            return cut ? throw new CutOffException() : Task.CompletedTask;
        };
        await world.DeliverAsync();
        Assert.False(fails);
        Assert.Equal(2, (await ResultsAsync(world, discovery.Id)).Count);
    }

    /// <summary>A worker that was stopped for so long that its time was over: what it comes back with does not count twice.</summary>
    [Fact]
    public async Task WorkerWhoseTimeIsOver_LeavesThePartToTheOther()
    {
        var world = new World();
        var discovery = await DiscoverAsync(world, [.. Enumerable.Range(1, 150).Select(line => $"child-{line} 9 p{line}@example.com")]);
        var message = Assert.IsType<DiscoveryMessage>(Assert.Single(world.Queues.TakeVisible()));
        var stopped = false;
        world.Discoveries.Calls.Before = async call =>
        {
            if (call == "DiscoveryStore.TrySaveAsync" && !stopped)
            {
                stopped = true;
                world.Clock.Advance(TimeSpan.FromMinutes(6));
                await world.Work.ExecuteAsync(message, default);
            }
        };
        await world.Work.ExecuteAsync(message, default);

        Assert.All(await ResultsAsync(world, discovery.Id), result => Assert.Equal(DiscoveryOutcome.Pending, result.Outcome));
        Assert.Equal(150, (await ResultsAsync(world, discovery.Id)).Count);
        Assert.Equal(150, world.Store.Registrations.Count);
        await world.DeliverAsync();
        Assert.Equal(150, world.Mailer.Sent.Count);
    }

    [Fact]
    public async Task Limit_SlowsItDown_AndRefusesNothing()
    {
        var world = new World();
        world.Pace.Left = 2;
        var discovery = await DiscoverAsync(world, "a 9 a@example.com", "x 30 -", "b 9 b@example.com", "c 9 c@example.com", "y 30 -");
        await world.DeliverAsync();
        Assert.Equal(3, (await ResultsAsync(world, discovery.Id)).Count);
        Assert.Equal(SetPace.Wait, world.Queues.Sent.Last(sent => sent.Message is DiscoveryMessage).Delay);

        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(
            [DiscoveryOutcome.Pending, DiscoveryOutcome.NotRequired, DiscoveryOutcome.Pending, DiscoveryOutcome.Pending, DiscoveryOutcome.NotRequired],
            (await ResultsAsync(world, discovery.Id)).Select(result => result.Outcome));
    }

    [Fact]
    public async Task WhatIsNotWorkedOffWithinADay_IsGone_AndSaysSo()
    {
        var world = new World();
        var discovery = await DiscoverAsync(world, [.. Enumerable.Range(1, 700).Select(line => $"child-{line} 9 p{line}@example.com")]);
        var first = Assert.IsType<DiscoveryMessage>(world.Queues.TakeVisible()[0]);
        world.Pace.Left = 30;
        await world.Work.ExecuteAsync(first, default);
        var late = world.Queues.TakeAll().OfType<DiscoveryMessage>().ToList();
        Assert.Equal(670, world.Discoveries.LinesKept - 30);

        await world.PassAsync(TimeSpan.FromHours(24.1));
        Assert.Equal(0, world.Discoveries.LinesKept);
        foreach (var message in (DiscoveryMessage[])[first, .. late])
        {
            await world.Work.ExecuteAsync(message, default);
        }

        var results = await ResultsAsync(world, discovery.Id);
        Assert.Equal(700, results.Count);
        Assert.All(results.Skip(30), result => Assert.Equal(DiscoveryOutcome.NotWorkedOff, result.Outcome));
        Assert.Equal(30, world.Store.Registrations.Count);

        await world.PassAsync(TimeSpan.FromDays(29));
        Assert.Null(await world.Discoveries.FindAsync(discovery.Id, default));
        Assert.Empty(await ResultsAsync(world, discovery.Id));
        Assert.Empty(world.Discoveries.Due);
    }

    [Theory]
    [InlineData(DiscoveryPolicy.Ask)]
    [InlineData(DiscoveryPolicy.Delete)]
    public async Task SubjectWhoseDataIsStillBeingDeletedElsewhere_IsAnError_AndHoldsUpNoOther(DiscoveryPolicy policy)
    {
        var world = new World(TargetLivesTests.Client with { Discoveries = policy });
        world.Cases.Targets.Fails = _ => "HTTP 503";
        await world.Start.ExecuteAsync(World.Child("child", world.TheClient), default);
        await world.DeliverAsync();
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        var discovery = await DiscoverAsync(world, "child 9 a@example.com", "other 30 -");
        await world.DeliverAsync();
        var results = await ResultsAsync(world, discovery.Id);
        Assert.Equal([DiscoveryOutcome.Invalid, DiscoveryOutcome.NotRequired], results.Select(result => result.Outcome));
        Assert.Equal([new DiscoveryError("subjectId", "deletionInProgress")], results[0].Errors);
    }

    [Fact]
    public async Task MessageThatComesWeeksLater_AsksNobodyAgain()
    {
        var world = new World();
        var discovery = await DiscoverAsync(world, "child 9 a@example.com");
        var message = Assert.IsType<DiscoveryMessage>(Assert.Single(world.Queues.TakeVisible()));
        var part = await world.Discoveries.FindPartAsync(discovery.Id, 1, default);
        await world.Work.ExecuteAsync(message, default);
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(RegistrationState.Deleted, world.Only.State);

        // The message; and a worker that had read the line before and was stopped for all this time.
        await world.Work.ExecuteAsync(message, default);
        var again = await world.Discover.ExecuteAsync(
            World.Child("child") with { ParentEmail = "a@example.com", Line = new DiscoveredLine(part!.Part.DiscoveryId, 1) }, default);
        Assert.IsType<StartRegistrationResult.Pending>(again);
        await world.PassAsync(TimeSpan.FromDays(15));

        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Equal(5, world.Mailer.Sent.Count);
        Assert.Single(world.Log.Entries);
        Assert.Empty(world.Deadlines.Entries);
    }

    /// <summary>The messages that delete lag for almost a day; a registration that falls due meanwhile does not wait for them.</summary>
    [Fact]
    public async Task ManyThatGoAtOnce_StopNoSweep_AndHoldUpNobody()
    {
        var world = new World(Deleting, DeletionLimits.Usual with { SafetyStopAt = 50 });
        await world.Start.ExecuteAsync(World.Child("waiting"), default);
        await world.DeliverAsync();
        var waiting = world.Only;
        world.Clock.Now = waiting.Deadline.AddMinutes(-10);
        await DiscoverAsync(world, [.. Enumerable.Range(1, 120).Select(line => $"child-{line} 9 -")]);
        await world.Work.ExecuteAsync(Assert.IsType<DiscoveryMessage>(Assert.Single(world.Queues.TakeVisible(), message => message is DiscoveryMessage)), default);
        Assert.Equal(120, world.Queues.Waiting.Count(message => message.Message is DeletionMessage));
        var late = world.Queues.TakeAll();

        world.Clock.Advance(TimeSpan.FromHours(23.9));
        await world.Sweep.ExecuteAsync(default);
        await world.DeliverAsync();
        Assert.Null(world.Watch.Rows.Stop);
        Assert.Equal(waiting.Id, Assert.Single(world.Log.Entries).Record.RegistrationId);

        foreach (var message in late.OfType<DeletionMessage>())
        {
            await world.Delete.ExecuteAsync(message, default);
        }

        Assert.Equal(121, world.Log.Entries.Count);
        Assert.Empty(world.Deadlines.Entries);
    }

    /// <summary>Lines about accounts that are registered already leave nothing in the index.</summary>
    [Theory]
    [InlineData(DiscoveryPolicy.Ask)]
    [InlineData(DiscoveryPolicy.Delete)]
    public async Task ManyThatAreKnown_StopNoSweep(DiscoveryPolicy policy)
    {
        var world = new World(World.Client with { Discoveries = policy }, DeletionLimits.Usual with { SafetyStopAt = 50 });
        await world.Start.ExecuteAsync(World.Child("known"), default);
        await world.DeliverAsync();
        var entry = Assert.Single(world.Deadlines.Entries);
        var calls = world.Calls;
        calls.Reset();
        await DiscoverAsync(world, [.. Enumerable.Range(1, 120).Select(_ => "known 9 parent@example.com")]);
        await world.DeliverAsync();
        Assert.Equal([entry], world.Deadlines.Entries);
        Assert.Equal(120, calls.CountOf("DeadlineIndex.RemoveAsync"));
        await world.PassAsync(TimeSpan.FromDays(13));
        Assert.Null(world.Watch.Rows.Stop);
    }

    /// <summary>A worker that does not delete for a day is broken: then they count like all others.</summary>
    [Fact]
    public async Task ManyThatAreStillThereAfterADay_StopTheSweep()
    {
        var world = new World(Deleting, DeletionLimits.Usual with { SafetyStopAt = 50 });
        await DiscoverAsync(world, [.. Enumerable.Range(1, 51).Select(line => $"child-{line} 9 -")]);
        await world.Work.ExecuteAsync(Assert.IsType<DiscoveryMessage>(Assert.Single(world.Queues.TakeVisible())), default);
        world.Queues.TakeAll();
        world.Clock.Advance(TimeSpan.FromHours(24));
        await world.Sweep.ExecuteAsync(default);
        Assert.Equal(51, world.Watch.Rows.Stop!.Value.Due);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACutAtAnyCall_ChangesNothingInTheEnd(bool deletes)
    {
        var (whole, expected, calls) = await PlayAsync(deletes, cutAt: null, after: false);
        Assert.Empty(whole.Poison);
        Assert.True(calls > 30);
        for (var cutAt = 1; cutAt <= calls; cutAt++)
        {
            foreach (var after in new[] { false, true })
            {
                var (world, outcomes, _) = await PlayAsync(deletes, cutAt, after);
                Assert.Equal(expected, outcomes);
                Assert.Empty(world.Poison);
                Assert.Equal(0, world.Discoveries.LinesKept);
                Assert.Equal(3, world.Store.Registrations.Count);
                Assert.Equal(3, world.Store.Registrations.Select(registration => registration.Attempt).Distinct().Count());
                Assert.Equal(deletes ? 0 : 3, world.Mailer.Sent.Select(mail => mail.To).Distinct().Count());
                Assert.InRange(world.Mailer.Sent.Count, deletes ? 0 : 3, deletes ? 0 : 4);
                Assert.Equal(deletes ? 3 : 0, world.Log.Entries.Count);
            }
        }
    }

    /// <summary>Two parts, several steps, three children; the client goes on where it was cut off.</summary>
    private static async Task<(World World, string Outcomes, int Calls)> PlayAsync(bool deletes, int? cutAt, bool after)
    {
        string[] lines =
        [
            .. Enumerable.Range(1, 520).Select(line => line is 5 or 150 or 510 ? $"child-{line} 9 p{line}@example.com" : line == 300 ? "broken" : $"adult-{line} 30 -"),
        ];
        var world = new World(deletes ? Deleting : null);
        var calls = 0;
        Func<string, Task> cut = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
        foreach (var port in (TestKit.Memory.MemoryCalls[])[world.Calls, world.Discoveries.Calls])
        {
            (port.Before, port.After) = after ? (null, cut) : (cut, (Func<string, Task>?)null);
        }

        StoredDiscovery? opened = null;
        await World.AgainIfCutOffAsync<object?>(async () =>
        {
            // An answer to the first call that was lost is found in the list.
            var known = await world.Discoveries.ReadNewestAsync("games", 1, default);
            opened = known is [var id] ? await world.Discoveries.FindAsync(id, default) : await OpenAsync(world);
            var result = await TakeAsync(world, opened!, Body([.. lines.Skip((int)opened!.Discovery.NextLine - 1)]), opened.Discovery.NextLine);
            await world.EndDiscovery.ExecuteAsync(opened, default);
            return Assert.IsType<TakeLinesResult.Taken>(result);
        });
        await world.DeliverAsync();
        await world.PassAsync(TimeSpan.FromHours(2));
        world.Calls.Before = world.Calls.After = world.Discoveries.Calls.Before = world.Discoveries.Calls.After = null;
        var outcomes = string.Join(' ', (await ResultsAsync(world, opened!.Discovery.Id)).Select(result => $"{result.Line}{result.Outcome}{result.RegistrationId is not null}"));
        return (world, outcomes, calls);
    }

    private static async Task<Discovery> DiscoverAsync(World world, params string[] lines)
    {
        var opened = await OpenAsync(world);
        Assert.IsType<TakeLinesResult.Taken>(await TakeAsync(world, opened, Body(lines), 1));
        return await world.EndDiscovery.ExecuteAsync(opened, default);
    }

    private static async Task<StoredDiscovery> OpenAsync(World world) =>
        (await world.OpenDiscovery.ExecuteAsync(world.TheClient, DiscoveryFormat.Ndjson, [], default))!;

    private static async Task<TakeLinesResult> TakeAsync(World world, StoredDiscovery discovery, Stream body, long from, bool ends = false) =>
        await world.Take.ExecuteAsync(
            new TakeLinesCommand((await world.Discoveries.FindAsync(discovery.Discovery.Id, default))!, new LineReader(body), from, ends), CancellationToken.None);

    private static MemoryStream Body(params string[] lines) => new(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n"))));

    private static async Task<IEnumerable<(int, DiscoveryOutcome)>> OutcomesAsync(World world, string discoveryId) =>
        (await ResultsAsync(world, discoveryId)).Select(result => ((int)result.Line, result.Outcome));

    private static async Task<IReadOnlyList<DiscoveryResult>> ResultsAsync(World world, string discoveryId)
    {
        var results = new List<DiscoveryResult>();
        await foreach (var result in world.Discoveries.ReadResultsAsync(discoveryId, 0, default))
        {
            results.Add(result);
        }

        return results;
    }
}
