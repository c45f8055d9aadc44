using ParentalConsent.Core.DeletionLog;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.DeletionLog;

public sealed class PruneDeletionLogTests
{
    private readonly MemoryClock clock = new();
    private readonly MemoryCalls calls = new();
    private readonly MemorySecretSource secrets = new();
    private readonly Held held = new();
    private readonly MemoryDeletionLog log;
    private readonly MemoryLogCheckpoints checkpoints;

    public PruneDeletionLogTests()
    {
        log = new MemoryDeletionLog(clock, calls);
        checkpoints = new MemoryLogCheckpoints(calls);
    }

    [Fact]
    public async Task WhatIsOld_Goes_AndTheRestStillHolds()
    {
        await FillAsync(months: 40);
        await Parts().Tend.ExecuteAsync(true, default);

        var cutoff = clock.Now.AddYears(-3);
        Assert.InRange(log.Entries.Min(entry => entry.LoggedAt), cutoff, cutoff.AddMonths(1));
        var pruned = Assert.Single(log.Entries, entry => entry.Record.Kind is LogKind.Pruned);
        Assert.Equal($"{checkpoints.Anchor!.Number}", pruned.Record.Facts["checkpoint"]);
        await HoldsAsync();
        await Parts().Tend.ExecuteAsync(true, default);
        Assert.Single(log.Entries, entry => entry.Record.Kind is LogKind.Pruned);
        await HoldsAsync();
    }

    [Fact]
    public async Task NothingThatIsOld_NothingGoes_ForTwoCalls()
    {
        await FillAsync(months: 30);
        var entries = log.Entries.Count;
        calls.Reset();
        await Parts().Prune.ExecuteAsync(default);
        Assert.Equal(entries, log.Entries.Count);
        Assert.Equal(2, calls.Count);
    }

    [Fact]
    public async Task MuchThatIsOld_GoesByAndBy()
    {
        await FillAsync(months: 50);
        var sizes = new List<int>();
        for (var run = 0; run < 6; run++)
        {
            await Parts(mostEntries: 10).Tend.ExecuteAsync(true, default);
            await HoldsAsync();
            sizes.Add(log.Entries.Count(entry => entry.Record.Kind is LogKind.Deletion));
        }

        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.True(sizes[0] - sizes[1] <= 14);
        Assert.InRange(log.Entries.Where(entry => entry.Record.Kind is LogKind.Deletion).Min(entry => entry.LoggedAt), clock.Now.AddYears(-3), clock.Now.AddYears(-3).AddMonths(1));
    }

    [Fact]
    public async Task WhatIsHeld_Stays_AndWhatCameAfterIt()
    {
        await FillAsync(months: 40);
        var third = log.Entries.Where(entry => entry.Shard == 1).ElementAt(2);
        held.Ids.Add(third.Record.DeletionId!);
        await Parts().Tend.ExecuteAsync(true, default);
        Assert.Equal(third.Sequence, log.Entries.Where(entry => entry.Shard == 1).Min(entry => entry.Sequence));
        await HoldsAsync();

        held.Ids.Clear();
        await Parts().Tend.ExecuteAsync(true, default);
        Assert.True(log.Entries.Min(entry => entry.LoggedAt) >= clock.Now.AddYears(-3));
        await HoldsAsync();
    }

    [Fact]
    public async Task WrongClock_PrunesNothing()
    {
        await FillAsync(months: 40);
        var entries = log.Entries.Count;
        await Parts().Tend.ExecuteAsync(false, default);
        Assert.Equal(entries, log.Entries.Count);
    }

    [Fact]
    public async Task AlteredEntries_AreKept()
    {
        await FillAsync(months: 40);
        log.Tamper(entries => entries[1] = entries[1] with { Record = entries[1].Record with { ClientId = "other" } });
        var count = log.Entries.Count;
        await Parts().Prune.ExecuteAsync(default);
        Assert.Equal(count, log.Entries.Count);
        Assert.Null(checkpoints.Anchor);
    }

    [Fact]
    public async Task CutOffAnywhere_TheNextRunEndsIt_AndTheLogHoldsAllTheTime()
    {
        await FillAsync(months: 40);
        calls.Reset();
        await Parts().Tend.ExecuteAsync(true, default);
        var (names, left) = (calls.Count, log.Entries.Count);
        for (var after = 0; after < 2; after++)
        {
            for (var cut = 1; cut <= names; cut++)
            {
                var other = new PruneDeletionLogTests();
                await other.FillAsync(months: 40);
                var seen = 0;
                Task CutOffAsync(string _) => Interlocked.Increment(ref seen) == cut ? throw new InvalidOperationException("Cut off") : Task.CompletedTask;
                (other.calls.Before, other.calls.After) = after == 0 ? ((Func<string, Task>)CutOffAsync, (Func<string, Task>?)null) : (null, CutOffAsync);
                await Assert.ThrowsAsync<InvalidOperationException>(() => other.Parts().Tend.ExecuteAsync(true, default));
                (other.calls.Before, other.calls.After) = (null, null);
                await other.HoldsAsync();
                await other.Parts().Tend.ExecuteAsync(true, default);
                await other.Parts().Tend.ExecuteAsync(true, default);
                await other.HoldsAsync();
                Assert.Equal(left, other.log.Entries.Count);
            }
        }
    }

    [Fact]
    public async Task PagesAndExports_BeginWhereItWasPruned()
    {
        await FillAsync(months: 40);
        await Parts().Tend.ExecuteAsync(true, default);
        calls.Reset();
        var page = await new ReadDeletionLog(log, checkpoints).ExecuteAsync(new DeletionLogQuery(Kind: null), 500, default);
        Assert.Equal(log.Entries.Count, page.Entries.Count);
        Assert.Null(page.Next);
        using var file = new MemoryStream();
        await Parts().Export.WriteAsync(file, null, default);
        file.Position = 0;
        var verdict = await new VerifyLogFile(await Parts().Keys.PublicAsync(default)).ExecuteAsync(file, default);
        Assert.Null(verdict.Problem);
        Assert.Equal(log.Entries.Count, verdict.Entries);
    }

    [Fact]
    public async Task FalseAnchor_IsFound()
    {
        await FillAsync(months: 40);
        await Parts().Tend.ExecuteAsync(true, default);
        var (genuine, some) = (checkpoints.Anchor!, checkpoints.Kept[3]);
        checkpoints.Anchor = null;
        Assert.NotNull((await Parts().Verify.ExecuteAsync(default)).Problem);
        checkpoints.Anchor = some;
        Assert.Equal("anchor", (await Parts().Verify.ExecuteAsync(default)).Problem);
        checkpoints.Anchor = genuine;
        await HoldsAsync();
    }

    /// <summary>A deletion a month in each shard, with a checkpoint each; the clock ends after the last.</summary>
    private async Task FillAsync(int months)
    {
        for (var month = 0; month < months; month++)
        {
            await log.AppendAsync([.. Enumerable.Range(0, 4).Select(shard => Entries.Deletion(month, shard))], default);
            await Parts().Sign.ExecuteAsync(default);
            clock.Now = clock.Now.AddMonths(1);
        }
    }

    private LogParts Parts(int mostEntries = 5_000) => new(log, checkpoints, clock, secrets, held, mostEntries);

    private async Task HoldsAsync() => Assert.Null((await Parts().Verify.ExecuteAsync(default)).Problem);

    private sealed class Held : ILogHolds
    {
        public HashSet<string> Ids { get; } = [];

        public Task<IReadOnlySet<string>> ReadHeldAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlySet<string>>(Ids);
    }
}
