using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Storage.Tests.Deletion;

/// <summary>What every deletion log does.</summary>
public abstract class DeletionLogContract
{
    protected abstract int Rounds { get; }

    /// <returns>As many instances on one and the same log.</returns>
    protected abstract Task<IDeletionLog[]> CreateAsync(int instances);

    [Fact]
    public async Task Empty_HasNoHead_AndNoEntries()
    {
        var log = (await CreateAsync(1))[0];
        Assert.Null(await log.ReadHeadAsync(default));
        Assert.Empty(await ReadAsync(log));
        Assert.Null(await log.FindAsync(Samples.Hex(24), default));
        await log.AppendAsync([], default);
        Assert.Null(await log.ReadHeadAsync(default));
    }

    [Fact]
    public async Task Append_KeepsEveryField_InAChainThatHolds()
    {
        var log = (await CreateAsync(1))[0];
        DeletionRecord[] records = [Samples.Deletion(), Samples.Deletion() with { DecidedAt = null, Reason = DeletionReason.Expired }];
        await log.AppendAsync(records[..1], default);
        await log.AppendAsync(records[1..], default);
        var entries = await ReadAsync(log);
        Assert.Equal(records, entries.Select(entry => entry.Record));
        Assert.Equal([1, 2], entries.Select(entry => entry.Sequence));
        Assert.Equal(new DeletionLogHead(2, entries[1].Hash), await log.ReadHeadAsync(default));
        await HoldsAsync(log, 2);
        Assert.Equal(entries[0], await log.FindAsync(records[0].DeletionId, default));
        Assert.Equal(entries[1], await log.FindAsync(records[1].DeletionId, default));
    }

    [Fact]
    public async Task Append_OfWhatIsLogged_AddsOnlyTheRest()
    {
        var log = (await CreateAsync(1))[0];
        var records = Enumerable.Range(0, 6).Select(_ => Samples.Deletion()).ToList();
        await log.AppendAsync([records[1], records[4]], default);
        await log.AppendAsync([.. records, records[0]], default);
        await log.AppendAsync(records, default);
        Assert.Equal(
            new[] { 1, 4, 0, 2, 3, 5 }.Select(number => records[number].DeletionId),
            (await ReadAsync(log)).Select(entry => entry.Record.DeletionId));
        await HoldsAsync(log, 6);
    }

    [Theory]
    [InlineData(49)]
    [InlineData(50)]
    [InlineData(120)]
    public async Task Append_OfMany_LogsAll(int count)
    {
        var log = (await CreateAsync(1))[0];
        await log.AppendAsync([.. Enumerable.Range(0, count).Select(_ => Samples.Deletion())], default);
        await HoldsAsync(log, count);
    }

    [Fact]
    public async Task Read_GivesTheStretchAskedFor()
    {
        var log = (await CreateAsync(1))[0];
        await log.AppendAsync([.. Enumerable.Range(0, 12).Select(_ => Samples.Deletion())], default);
        Assert.Equal([9L, 10, 11], (await ReadAsync(log, 9, 11)).Select(entry => entry.Sequence));
        Assert.Equal([11L, 12], (await ReadAsync(log, 11, 99)).Select(entry => entry.Sequence));
        Assert.Empty(await ReadAsync(log, 13, long.MaxValue));
        Assert.Equal(12, (await ReadAsync(log, -5, long.MaxValue)).Count);
    }

    [Fact]
    public async Task Append_ByTwoAtOnce_LogsEachOnce()
    {
        var logs = await CreateAsync(2);
        var all = new HashSet<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var (own, other, shared) = (Samples.Deletion(), Samples.Deletion(), Samples.Deletion());
            all.UnionWith([own.DeletionId, other.DeletionId, shared.DeletionId]);
            await Task.WhenAll(
                Task.Run(() => logs[0].AppendAsync([own, shared], default)),
                Task.Run(() => logs[1].AppendAsync([shared, other], default)));
        }

        Assert.Equal(all.Order(), (await ReadAsync(logs[0])).Select(entry => entry.Record.DeletionId).Order());
        await HoldsAsync(logs[1], all.Count);
    }

    [Fact]
    public async Task Append_ByManyAtOnce_LogsEachOnce()
    {
        var logs = await CreateAsync(6);
        var records = Enumerable.Range(0, 40).Select(_ => Samples.Deletion()).ToList();
        await Task.WhenAll(logs.SelectMany((log, number) => Enumerable.Range(0, 5).Select(
            part => Task.Run(() => log.AppendAsync([.. records.Skip((number + part) * 4).Take(12)], default)))));
        await HoldsAsync(logs[0], 40);
    }

    protected static async Task HoldsAsync(IDeletionLog log, long entries) =>
        Assert.Equal(new DeletionLogVerdict(entries, null, null), await new VerifyDeletionLog(log).ExecuteAsync(default));

    protected static async Task<List<DeletionLogEntry>> ReadAsync(IDeletionLog log, long first = 1, long last = long.MaxValue)
    {
        var entries = new List<DeletionLogEntry>();
        await foreach (var entry in log.ReadAsync(first, last, default))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
