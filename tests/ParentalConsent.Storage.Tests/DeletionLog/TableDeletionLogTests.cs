using System.Text;
using Azure.Data.Tables;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Storage.DeletionLog;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.DeletionLog;

public sealed class TableDeletionLogTests : DeletionLogContract
{
    private readonly CountingPolicy calls = new();
    private TableClient? table;

    protected override int Rounds => 100;

    protected override async Task<IDeletionLog[]> CreateAsync(int instances)
    {
        table = await FreshTables.CreateAsync(calls);
        return [.. Enumerable.Range(0, instances).Select(_ => new TableDeletionLog(table, TimeProvider.System))];
    }

    [Fact]
    public async Task Append_IsOneReadAndOneTransaction_ThenTheTransactionAlone()
    {
        var log = (await CreateAsync(1))[0];
        await AssertCallsAsync(98, 2);
        await AssertCallsAsync(98, 1);
        await AssertCallsAsync(98, 1);
        await AssertCallsAsync(99, 2);

        async Task AssertCallsAsync(int entries, int count)
        {
            calls.Reset();
            await log.AppendAsync([.. Enumerable.Range(0, entries).Select(_ => Samples.Deletion(1))], default);
            Assert.Equal(count, calls.Count);
        }
    }

    [Fact]
    public async Task LostAnswer_CostsTheHeadAgain_NotAReadForEachEntry()
    {
        var log = (await CreateAsync(1))[0];
        await log.AppendAsync([Samples.Deletion(1)], default);
        calls.Reset();
        calls.LoseAnswersToWrites();
        await log.AppendAsync([.. Enumerable.Range(0, 98).Select(_ => Samples.Deletion(1))], default);
        Assert.InRange(calls.Count, 2, 4);
        await HoldsAsync(log, 99);
    }

    [Fact]
    public async Task LostAnswer_LeavesOneEntry()
    {
        var log = (await CreateAsync(1))[0];
        for (var round = 0; round < 3; round++)
        {
            calls.LoseAnswersToWrites(round + 1);
            await log.AppendAsync([Samples.Deletion(2), Samples.Deletion(2)], default);
        }

        await HoldsAsync(log, 6);
    }

    [Fact]
    public async Task OldHead_IsReadAgain()
    {
        var logs = await CreateAsync(2);
        await logs[0].AppendAsync([Samples.Deletion(2)], default);
        await logs[1].AppendAsync([Samples.Deletion(2)], default);
        await logs[0].AppendAsync([Samples.Deletion(2)], default);
        await HoldsAsync(logs[0], 3);
    }

    [Fact]
    public async Task HeadThatWasRemoved_StopsAppending()
    {
        var log = (await CreateAsync(1))[0];
        await log.AppendAsync([Samples.Deletion(2)], default);
        await table!.DeleteEntityAsync("2", "head");
        using var other = new TableDeletionLog(table, TimeProvider.System);
        await Assert.ThrowsAnyAsync<Azure.RequestFailedException>(() => other.AppendAsync([Samples.Deletion(2)], default));
        Assert.Single(await ReadAsync(log));
    }

    public static TheoryData<string, object?> Alterations
    {
        get
        {
            object?[] values = [null, "changed", "", "2", 7, 7L, true, Samples.Now.AddDays(99), new byte[] { 1 }];
            var data = new TheoryData<string, object?>();
            foreach (var column in (string[])["Schema", "Count", "LoggedAt", "Entries", "Added"])
            {
                Array.ForEach(values, value => data.Add(column, value));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task BatchAlteredInAnyWay_IsFound_AndTheOthersStayReadable(string column, object? value)
    {
        var log = (await CreateAsync(1))[0];
        LogRecord[] records = [Samples.Deletion(1), Samples.Deletion(1), Samples.Deletion(1), Samples.Deletion(1)];
        await log.AppendAsync(records[..1], default);
        await log.AppendAsync(records[1..3], default);
        await log.AppendAsync(records[3..], default);
        await AlterAsync("batch-0000000000000000002", column, value);

        var verdict = await VerifyAsync(log);
        if ((column, value) is ("LoggedAt", null or DateTimeOffset) or ("Added" or "Schema" or "Count", null))
        {
            // Not what the entries say, and nothing follows from it; or nothing was changed.
            Assert.True(verdict.Holds || verdict is { Shard: 1, FirstBad: 2 });
        }
        else
        {
            Assert.Equal((1, 2, "changed"), (verdict.Shard, verdict.FirstBad, verdict.Problem));
        }

        var entries = await ReadAsync(log);
        Assert.Equal([records[0], records[3]], [entries[0].Record, entries[^1].Record]);
    }

    [Theory]
    [InlineData("games", "other")]
    [InlineData("\"sequence\":2", "\"sequence\":3")]
    [InlineData("\"shard\":1", "\"shard\":2")]
    [InlineData("\"kind\":\"Deletion\"", "\"kind\":\"Pruned\"")]
    [InlineData("\"kind\":\"Deletion\"", "\"kind\":1")]
    [InlineData("\"kind\":\"Deletion\"", "\"kind\":\"deletion\"")]
    [InlineData("\"reason\":\"Refused\"", "\"reason\":\"Expired\"")]
    [InlineData("\"reason\":\"Refused\",", "")]
    [InlineData("{", " {")]
    [InlineData("{", "{\"more\":1,")]
    [InlineData("{", "{\"shard\":1,")]
    [InlineData("}", "}}")]
    [InlineData("}", "")]
    [InlineData("T07:08:09.1234567+00:00", "T07:08:09.1234568+00:00")]
    [InlineData("T07:08:09.1234567+00:00", "T08:08:09.1234567+01:00")]
    public async Task EntryAlteredInAnyWay_IsFound_AndTheOthersStayReadable(string old, string changed)
    {
        var log = (await CreateAsync(1))[0];
        LogRecord[] records = [Samples.Deletion(1), Samples.Deletion(1), Samples.Deletion(1)];
        await log.AppendAsync(records, default);
        var lines = await LinesAsync("batch-0000000000000000001");
        Assert.Contains(old, lines[1], StringComparison.Ordinal);
        lines[1] = new StringBuilder(lines[1]).Replace(old, changed, 0, lines[1].IndexOf(old, StringComparison.Ordinal) + old.Length).ToString();
        await AlterAsync("batch-0000000000000000001", "Entries", Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        var verdict = await VerifyAsync(log);
        Assert.Equal(new DeletionLogVerdict(1, 1, 2, "changed"), verdict);
        var entries = await ReadAsync(log);
        Assert.Equal([1L, 2, 3], entries.Select(entry => entry.Sequence));
        Assert.Equal([records[0], records[2]], [entries[0].Record, entries[2].Record]);
        Assert.Equal(2, (await log.FindAsync(records[1].Key, default))!.Sequence);
    }

    [Theory]
    [InlineData("Sequence", "changed")]
    [InlineData("Sequence", null)]
    [InlineData("Sequence", 7)]
    [InlineData("Hash", null)]
    [InlineData("Hash", 7)]
    public async Task HeadThatCannotBeRead_IsFound_AndStopsAppending(string column, object? value)
    {
        var log = (await CreateAsync(1))[0];
        await log.AppendAsync([Samples.Deletion(1), Samples.Deletion(1)], default);
        await AlterAsync("head", column, value);
        Assert.Equal(new DeletionLogVerdict(0, 1, 2, "added"), await VerifyAsync(log));
        using var other = new TableDeletionLog(table!, TimeProvider.System);
        await Assert.ThrowsAsync<FormatException>(() => other.AppendAsync([Samples.Deletion(1)], default));
        Assert.Equal(2, (await ReadAsync(log)).Count);
    }

    [Theory]
    [InlineData("Sequence", "changed")]
    [InlineData("Sequence", null)]
    [InlineData("Sequence", 999L)]
    [InlineData("Batch", -7L)]
    public async Task KeyThatCannotBeRead_IsNotFound_AndNotLoggedAgain(string column, object? value)
    {
        var log = (await CreateAsync(1))[0];
        var record = Samples.Deletion(1);
        await log.AppendAsync([record], default);
        await AlterAsync($"key-{record.Key}", column, value);
        Assert.Null(await log.FindAsync(record.Key, default));
        await log.AppendAsync([record], default);
        await HoldsAsync(log, 1);
    }

    /// <summary>Whoever can write to storage cannot keep a deletion out of the log.</summary>
    [Theory]
    [InlineData(1L, 1L)]
    [InlineData(1L, 2L)]
    [InlineData(7L, 8L)]
    [InlineData("7", 8L)]
    public async Task KeyThatSomebodyPutThereBefore_KeepsNothingOut(object batch, object sequence)
    {
        var log = (await CreateAsync(1))[0];
        await log.AppendAsync([Samples.Deletion(1)], default);
        var deletion = Samples.Deletion(1);
        await table!.AddEntityAsync(new TableEntity("1", $"key-{deletion.Key}") { ["Batch"] = batch, ["Sequence"] = sequence, ["Schema"] = 1 });

        Assert.Null(await log.FindAsync(1, deletion.Key, default));
        await log.AppendAsync([Samples.Deletion(1), deletion], default);
        await HoldsAsync(log, 3);
        Assert.Equal(deletion.Key, (await log.FindAsync(1, deletion.Key, default))?.Record.Key);
    }

    [Fact]
    public async Task RowThatIsNoBatch_IsFound()
    {
        var log = (await CreateAsync(1))[0];
        await log.AppendAsync([Samples.Deletion(1), Samples.Deletion(1)], default);
        await table!.AddEntityAsync(new TableEntity("1", "batch-0000000000000000001x"));
        var verdict = await VerifyAsync(log);
        Assert.Equal((1, 3, "added"), (verdict.Shard, verdict.FirstBad, verdict.Problem));
        Assert.Equal(3, (await ReadAsync(log)).Count);
    }

    /// <summary>Of shard 1, without the last, which is empty.</summary>
    private async Task<string[]> LinesAsync(string key) => Encoding.UTF8.GetString(
        (await table!.GetEntityAsync<TableEntity>("1", key)).Value.GetBinary("Entries")).TrimEnd('\n').Split('\n');

    private async Task AlterAsync(string key, string column, object? value)
    {
        var row = (await table!.GetEntityAsync<TableEntity>("1", key)).Value;
        row.Remove(column);
        if (value is not null)
        {
            row[column] = value;
        }

        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }
}
