using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.DeletionLog;

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
        Assert.All(await Task.WhenAll(Shards.All.Select(shard => log.ReadHeadAsync(shard, default))), Assert.Null);
        Assert.Empty(await ReadAsync(log));
        Assert.Null(await log.FindAsync(Samples.Hex(24), default));
        await log.AppendAsync([], default);
        Assert.All(await Task.WhenAll(Shards.All.Select(shard => log.ReadHeadAsync(shard, default))), Assert.Null);
    }

    [Fact]
    public async Task Append_KeepsEveryField_InAChainThatHolds()
    {
        var log = (await CreateAsync(1))[0];
        LogRecord[] records = [Samples.Deletion(1), Samples.Deletion(1) with { DecidedAt = null, Reason = DeletionReason.Expired }];
        await log.AppendAsync(records[..1], default);
        await log.AppendAsync(records[1..], default);
        var entries = await ReadAsync(log);
        Assert.Equal(records, entries.Select(entry => entry.Record));
        Assert.Equal([1, 2], entries.Select(entry => entry.Sequence));
        Assert.Equal(new DeletionLogHead(2, entries[1].Hash), await log.ReadHeadAsync(1, default));
        await HoldsAsync(log, 2);
        Assert.Equal(entries[0], await log.FindAsync(records[0].Key, default));
        Assert.Equal(entries[1], await log.FindAsync(records[1].Key, default));
    }

    [Fact]
    public async Task Append_OfWhatIsLogged_AddsOnlyTheRest()
    {
        var log = (await CreateAsync(1))[0];
        var records = Enumerable.Range(0, 6).Select(_ => Samples.Deletion(2)).ToList();
        await log.AppendAsync([records[1], records[4]], default);
        await log.AppendAsync([.. records, records[0]], default);
        await log.AppendAsync(records, default);
        Assert.Equal(
            new[] { 1, 4, 0, 2, 3, 5 }.Select(number => records[number].DeletionId),
            (await ReadAsync(log)).Select(entry => entry.Record.DeletionId));
        await HoldsAsync(log, 6);
    }

    [Theory]
    [InlineData(98)]
    [InlineData(99)]
    [InlineData(250)]
    public async Task Append_OfMany_LogsAll(int count)
    {
        var log = (await CreateAsync(1))[0];
        await log.AppendAsync([.. Enumerable.Range(0, count).Select(_ => Samples.Deletion(3))], default);
        await HoldsAsync(log, count);
    }

    [Fact]
    public async Task Append_SpreadsOverTheShards_EachAChainOfItsOwn()
    {
        var log = (await CreateAsync(1))[0];
        await log.AppendAsync([.. Enumerable.Range(0, 12).Select(number => Samples.Deletion(number % 4))], default);
        await log.AppendAsync([new LogRecord { Kind = LogKind.SafetyStop, Key = "stop-1", Facts = LogFacts.Of(("due", "9000")) }], default);
        foreach (var shard in Shards.All)
        {
            Assert.Equal(shard == 0 ? [1L, 2, 3, 4] : [1L, 2, 3], (await ReadAsync(log, shard, 1, long.MaxValue)).Select(entry => entry.Sequence));
        }

        Assert.Equal("9000", (await log.FindAsync(0, "stop-1", default))!.Record.Facts["due"]);
        Assert.Null(await log.FindAsync(1, "stop-1", default));
        await HoldsAsync(log, 13);
    }

    [Fact]
    public async Task Append_OfTheLargestRecords_LogsAll()
    {
        var log = (await CreateAsync(1))[0];
        var facts = new LogFacts(Enumerable.Range(0, LogFacts.MaxCount).Select(number => KeyValuePair.Create(
            $"f{number:D2}".PadRight(LogFacts.MaxNameLength, 'x'), new string('<', LogFacts.MaxValueLength))));
        var records = Enumerable.Range(0, 40).Select(number => Samples.Deletion(1) with
        {
            Kind = LogKind.HoldSet,
            Key = $"hold-{number}".PadRight(LogRecord.MaxKeyLength, 'x'),
            Facts = facts,
        }).ToList();
        await log.AppendAsync(records, default);
        Assert.Equal(records, (await ReadAsync(log)).Select(entry => entry.Record));
        await HoldsAsync(log, 40);
    }

    [Fact]
    public async Task Read_GivesTheStretchAskedFor()
    {
        var log = (await CreateAsync(1))[0];
        await log.AppendAsync([.. Enumerable.Range(0, 12).Select(_ => Samples.Deletion(1))], default);
        await log.AppendAsync([.. Enumerable.Range(0, 110).Select(_ => Samples.Deletion(1))], default);
        Assert.Equal([9L, 10, 11], (await ReadAsync(log, 1, 9, 11)).Select(entry => entry.Sequence));
        Assert.Equal([110L, 111, 112], (await ReadAsync(log, 1, 110, 112)).Select(entry => entry.Sequence));
        Assert.Equal([121L, 122], (await ReadAsync(log, 1, 121, 199)).Select(entry => entry.Sequence));
        Assert.Empty(await ReadAsync(log, 1, 123, long.MaxValue));
        Assert.Empty(await ReadAsync(log, 2, 1, long.MaxValue));
        Assert.Equal(122, (await ReadAsync(log, 1, -5, long.MaxValue)).Count);
    }

    [Fact]
    public async Task Append_ByTwoAtOnce_LogsEachOnce()
    {
        var logs = await CreateAsync(2);
        var all = new HashSet<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var (own, other, shared) = (Samples.Deletion(1), Samples.Deletion(1), Samples.Deletion(1));
            all.UnionWith([own.Key, other.Key, shared.Key]);
            await Task.WhenAll(
                Task.Run(() => logs[0].AppendAsync([own, shared], default)),
                Task.Run(() => logs[1].AppendAsync([shared, other], default)));
        }

        Assert.Equal(all.Order(), (await ReadAsync(logs[0])).Select(entry => entry.Record.Key).Order());
        await HoldsAsync(logs[1], all.Count);
    }

    [Fact]
    public async Task Append_ByManyAtOnce_LogsEachOnce()
    {
        var logs = await CreateAsync(6);
        var records = Enumerable.Range(0, 40).Select(_ => Samples.Deletion(0)).ToList();
        await Task.WhenAll(logs.SelectMany((log, number) => Enumerable.Range(0, 5).Select(
            part => Task.Run(() => log.AppendAsync([.. records.Skip((number + part) * 4).Take(12)], default)))));
        await HoldsAsync(logs[0], 40);
    }

    protected static async Task HoldsAsync(IDeletionLog log, long entries) =>
        Assert.Equal(new DeletionLogVerdict(entries, null, null, null), await VerifyAsync(log));

    protected static Task<DeletionLogVerdict> VerifyAsync(IDeletionLog log) =>
        new LogParts(log, new MemoryLogCheckpoints(), TimeProvider.System).Verify.ExecuteAsync(default);

    /// <summary>All entries, shard by shard.</summary>
    protected static async Task<List<DeletionLogEntry>> ReadAsync(IDeletionLog log) =>
        [.. (await Task.WhenAll(Shards.All.Select(shard => ReadAsync(log, shard, 1, long.MaxValue)))).SelectMany(entries => entries)];

    protected static async Task<List<DeletionLogEntry>> ReadAsync(IDeletionLog log, int shard, long first, long last)
    {
        var entries = new List<DeletionLogEntry>();
        await foreach (var entry in log.ReadAsync(shard, first, last, default))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
