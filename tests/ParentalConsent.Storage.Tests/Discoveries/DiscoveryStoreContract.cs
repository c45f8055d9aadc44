using System.Text;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Discoveries;

/// <summary>What every store of discoveries does.</summary>
public abstract class DiscoveryStoreContract
{
    protected MemoryClock Clock { get; } = new() { Now = Samples.Now };

    [Fact]
    public async Task Discovery_ComesBackAsItWasOpened_AndSaved()
    {
        var store = await CreateAsync();
        var discovery = New() with { Format = DiscoveryFormat.Csv, Columns = ["subjectId", "age"] };
        Assert.Null(await store.FindAsync(discovery.Id, default));
        var opened = (await store.TryOpenAsync(discovery, default))!;
        Assert.Equivalent(discovery, opened.Discovery, strict: true);
        Assert.Equivalent(discovery, (await store.FindAsync(discovery.Id, default))!.Discovery, strict: true);
        Assert.Equal(
            [(discovery.Deadline, false), (discovery.ForgottenAt, true)],
            (await store.ReadDueAsync(discovery.ForgottenAt, 10, default)).Select(due => (due.At, due.Forget)));

        var saved = (await store.TrySaveAsync(opened, discovery with { Ended = true }, default))!;
        Assert.True(saved.Discovery.Ended);
        Assert.Null(await store.TrySaveAsync(opened, discovery with { NextLine = 9 }, default));
        Assert.Equivalent(discovery with { Ended = true }, (await store.FindAsync(discovery.Id, default))!.Discovery, strict: true);
        Assert.Null(await store.FindAsync("nothing of ours", default));
    }

    [Fact]
    public async Task Places_AreTakenByFive_AndFreeAtTheEndOrTheDeadline()
    {
        var store = await CreateAsync();
        var opened = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => store.TryOpenAsync(New(), default)));
        Assert.Equal(Discovery.MostOpen, opened.Count(one => one is not null));
        Assert.NotNull(await store.TryOpenAsync(New() with { ClientId = "school" }, default));

        var first = opened.First(one => one is not null)!;
        await store.GiveBackPlaceAsync(first, default);
        var next = (await store.TryOpenAsync(New(), default))!;
        Assert.Null(await store.TryOpenAsync(New(), default));

        // Not another's.
        await store.GiveBackPlaceAsync(first, default);
        Assert.Null(await store.TryOpenAsync(New(), default));
        await store.GiveBackPlaceAsync(next, default);
        await store.GiveBackPlaceAsync(next, default);
        Assert.NotNull(await store.TryOpenAsync(New(), default));

        Clock.Advance(Discovery.LinesKept);
        Assert.NotNull(await store.TryOpenAsync(New(), default));
    }

    [Fact]
    public async Task Lines_AreAddedOnce_AndComeBackUntilTheyAreDone()
    {
        var store = await CreateAsync();
        var opened = (await store.TryOpenAsync(New(), default))!;
        var one = (await store.TryAppendAsync(opened, Lines("a", "", "ä"), default))!;
        Assert.Null(await store.TryAppendAsync(opened, Lines("again"), default));
        var two = (await store.TryAppendAsync(one, [Encoding.UTF8.GetBytes("d"), LineReader.TooLong], default))!;
        Assert.Equal(6, two.Discovery.NextLine);

        var part = (await store.FindPartAsync(opened.Discovery.Id, 1, default))!;
        Assert.Equal(["a", "", "ä"], part.Lines!.Select(line => Encoding.UTF8.GetString(line.Span)));
        var other = (await store.FindPartAsync(opened.Discovery.Id, 4, default))!;
        Assert.True(LineReader.IsTooLong(other.Lines![1].Span));
        Assert.Null(await store.FindPartAsync(opened.Discovery.Id, 2, default));
        Assert.Equal([(1L, 3), (4L, 2)], (await PartsAsync(store, opened.Discovery.Id)).Select(found => (found.FirstLine, found.Lines)));

        var step = (await store.TrySaveAsync(part.Stored, [Result(1)], default))!;
        Assert.Equal((1, false), (step.Part.Done, step.Part.IsDone));
        Assert.Null(await store.TrySaveAsync(part.Stored, [Result(1)], default));
        Assert.NotNull((await store.FindPartAsync(opened.Discovery.Id, 1, default))!.Lines);
        Assert.Equal([1L], (await ResultsAsync(store, opened.Discovery.Id)).Select(result => result.Line));
        step = (await store.TrySaveAsync(step, [Result(2, DiscoveryOutcome.Invalid), Result(3)], default))!;
        var done = (await store.FindPartAsync(opened.Discovery.Id, 1, default))!;
        Assert.True(done.Part.IsDone);
        Assert.Null(done.Lines);
        Assert.Equal(
            new Dictionary<DiscoveryOutcome, int> { [DiscoveryOutcome.Pending] = 2, [DiscoveryOutcome.Invalid] = 1 }, done.Part.Outcomes.ToDictionary());
        Assert.Equal([4L], (await store.ReadUndoneAsync(opened.Discovery.Id, 10, default)).Select(undone => undone.Part.FirstLine));
    }

    [Fact]
    public async Task Part_IsOneWorkersAlone_UntilItIsGivenBack_OrDone()
    {
        var store = await CreateAsync();
        var opened = (await store.TryOpenAsync(New(), default))!;
        await store.TryAppendAsync(opened, Lines("a", "b"), default);
        var part = (await store.FindPartAsync(opened.Discovery.Id, 1, default))!;
        Assert.Null(part.Part.BusyUntil);
        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.TryClaimAsync(part.Stored, Samples.Now.AddMinutes(5), default)));
        var mine = Assert.Single(claims, claim => claim is not null)!;
        Assert.Equal(Samples.Now.AddMinutes(5), mine.Part.BusyUntil);
        Assert.Null(await store.TrySaveAsync(part.Stored, [Result(1)], default));

        var found = (await store.FindPartAsync(opened.Discovery.Id, 1, default))!;
        Assert.Equal(Samples.Now.AddMinutes(5), found.Part.BusyUntil);
        Assert.Equal(2, found.Lines!.Count);
        var back = (await store.TryClaimAsync(mine, null, default))!;
        Assert.Null((await store.FindPartAsync(opened.Discovery.Id, 1, default))!.Part.BusyUntil);

        mine = (await store.TryClaimAsync(back, Samples.Now.AddMinutes(7), default))!;
        mine = (await store.TrySaveAsync(mine, [Result(1)], default))!;
        Assert.Equal(Samples.Now.AddMinutes(7), (await store.FindPartAsync(opened.Discovery.Id, 1, default))!.Part.BusyUntil);
        Assert.NotNull((await store.FindPartAsync(opened.Discovery.Id, 1, default))!.Lines);
        Assert.NotNull(await store.TrySaveAsync(mine, [Result(2)], default));
        Assert.Null((await store.FindPartAsync(opened.Discovery.Id, 1, default))!.Part.BusyUntil);
    }

    [Fact]
    public async Task Results_ComeInTheOrderOfLines_UpToTheFirstGap()
    {
        var store = await CreateAsync();
        var current = (await store.TryOpenAsync(New(), default))!;
        for (var part = 0; part < 3; part++)
        {
            current = (await store.TryAppendAsync(current, Lines("a", "b", "c"), default))!;
        }

        var id = current.Discovery.Id;
        await SaveAsync(store, id, 7, Result(7), Result(8));
        Assert.Empty(await ResultsAsync(store, id));
        DiscoveryResult[] first = [Result(1), new(2, DiscoveryOutcome.Invalid, null, [new("age", "outOfRange"), new("line", "empty")]), Result(3, DiscoveryOutcome.NotRequired)];
        await SaveAsync(store, id, 1, first);
        Assert.Equivalent(first, await ResultsAsync(store, id), strict: true);
        foreach (var undone in await store.ReadUndoneAsync(id, 1, default))
        {
            await store.TrySaveAsync(undone, undone.Part.Rest(), default);
        }

        Assert.Equal([1L, 2, 3, 4, 5, 6, 7, 8], (await ResultsAsync(store, id)).Select(result => result.Line));
        Assert.Equal([6L, 7, 8], (await ResultsAsync(store, id, after: 5)).Select(result => result.Line));
        Assert.Equal(DiscoveryOutcome.NotWorkedOff, (await ResultsAsync(store, id, after: 4))[0].Outcome);
        Assert.Empty(await ResultsAsync(store, id, after: 8));
        Assert.Empty(await ResultsAsync(store, id, after: 100));
    }

    [Fact]
    public async Task Lapsed_ItsLinesAreGone_ThoughNobodyWorkedThemOff()
    {
        var store = await CreateAsync();
        var opened = (await store.TryOpenAsync(New(), default))!;
        var current = (await store.TryAppendAsync(opened, Lines("a"), default))!;
        var read = (await store.FindPartAsync(opened.Discovery.Id, 1, default))!;
        current = (await store.TrySaveAsync(current, current.Discovery with { Ended = true, Lapsed = true }, default))!;
        Assert.True(current.Discovery.Lapsed);
        Assert.Null((await store.FindPartAsync(opened.Discovery.Id, 1, default))!.Lines);

        // Who works on it yet comes to an end.
        Assert.NotNull(await store.TrySaveAsync(read.Stored, [Result(1)], default));
        Assert.Empty(await store.ReadUndoneAsync(opened.Discovery.Id, 10, default));
    }

    [Fact]
    public async Task Due_ComesInItsOrder_UntilItIsSettled_AndForgottenIsGone()
    {
        var store = await CreateAsync();
        var early = (await store.TryOpenAsync(New(), default))!;
        await store.TryAppendAsync(early, Lines("a"), default);
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        var late = (await store.TryOpenAsync(New(), default))!;
        Assert.Equal([late.Discovery.Id, early.Discovery.Id], await store.ReadNewestAsync("games", 5, default));
        Assert.Equal([late.Discovery.Id], await store.ReadNewestAsync("games", 1, default));
        Assert.Empty(await store.ReadDueAsync(early.Discovery.Deadline.AddMilliseconds(-1), 10, default));
        var first = Assert.Single(await store.ReadDueAsync(early.Discovery.Deadline, 10, default));
        Assert.Equal(DueDiscovery.Of(early.Discovery)[0], first);
        Assert.Equal([early.Discovery.Id], (await store.ReadDueAsync(late.Discovery.Deadline, 1, default)).Select(due => due.DiscoveryId));

        await store.SettleAsync(first, default);
        await store.SettleAsync(first, default);
        Assert.Equal([late.Discovery.Id], (await store.ReadDueAsync(late.Discovery.Deadline, 10, default)).Select(due => due.DiscoveryId));
        Assert.True(await store.ForgetAsync(DueDiscovery.Of(early.Discovery)[1], default));
        Assert.Null(await store.FindAsync(early.Discovery.Id, default));
        Assert.Null(await store.FindPartAsync(early.Discovery.Id, 1, default));
        Assert.Equal([late.Discovery.Id], await store.ReadNewestAsync("games", 5, default));
        Assert.True(await store.ForgetAsync(DueDiscovery.Of(early.Discovery)[1], default));
    }

    protected abstract Task<IDiscoveryStore> CreateAsync();

    protected Discovery New() => new()
    {
        Id = Discovery.NewId(),
        ClientId = "games",
        CreatedAt = Core.Deletion.DeadlineEntry.Round(Clock.Now),
    };

    protected static IReadOnlyList<ReadOnlyMemory<byte>> Lines(params string[] lines) =>
        [.. lines.Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line))];

    protected static DiscoveryResult Result(long line, DiscoveryOutcome outcome = DiscoveryOutcome.Pending) =>
        new(line, outcome, outcome is DiscoveryOutcome.Pending ? Samples.Hex(32) : null, []);

    protected static async Task<IReadOnlyList<DiscoveryResult>> ResultsAsync(IDiscoveryStore store, string id, long after = 0)
    {
        var results = new List<DiscoveryResult>();
        await foreach (var result in store.ReadResultsAsync(id, after, default))
        {
            results.Add(result);
        }

        return results;
    }

    private static async Task<List<DiscoveryPart>> PartsAsync(IDiscoveryStore store, string id)
    {
        var parts = new List<DiscoveryPart>();
        await foreach (var part in store.ReadPartsAsync(id, default))
        {
            parts.Add(part);
        }

        return parts;
    }

    private static async Task SaveAsync(IDiscoveryStore store, string id, long firstLine, params DiscoveryResult[] results) =>
        Assert.NotNull(await store.TrySaveAsync((await store.FindPartAsync(id, firstLine, default))!.Stored, results, default));
}
