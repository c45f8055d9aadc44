using Azure.Data.Tables;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Storage.Deletion;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.Deletion;

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
        await AssertCallsAsync(2);
        await AssertCallsAsync(1);
        await AssertCallsAsync(1);

        async Task AssertCallsAsync(int count)
        {
            calls.Reset();
            await log.AppendAsync([.. Enumerable.Range(0, 49).Select(_ => Samples.Deletion())], default);
            Assert.Equal(count, calls.Count);
        }
    }

    [Fact]
    public async Task LostAnswer_LeavesOneEntry()
    {
        var log = (await CreateAsync(1))[0];
        for (var round = 0; round < 3; round++)
        {
            calls.LoseAnswersToWrites(round + 1);
            await log.AppendAsync([Samples.Deletion(), Samples.Deletion()], default);
        }

        await HoldsAsync(log, 6);
    }

    [Fact]
    public async Task OldHead_IsReadAgain()
    {
        var logs = await CreateAsync(2);
        await logs[0].AppendAsync([Samples.Deletion()], default);
        await logs[1].AppendAsync([Samples.Deletion()], default);
        await logs[0].AppendAsync([Samples.Deletion()], default);
        await HoldsAsync(logs[0], 3);
    }

    [Fact]
    public async Task HeadThatWasRemoved_StopsAppending()
    {
        var log = (await CreateAsync(1))[0];
        await log.AppendAsync([Samples.Deletion()], default);
        await table!.DeleteEntityAsync("0", "head");
        using var other = new TableDeletionLog(table, TimeProvider.System);
        await Assert.ThrowsAnyAsync<Azure.RequestFailedException>(() => other.AppendAsync([Samples.Deletion()], default));
        Assert.Single(await ReadAsync(log));
    }

    [Theory]
    [InlineData("ClientId", "changed")]
    [InlineData("PreviousHash", "linkBroken")]
    public async Task ChangedEntry_IsFound(string column, string problem)
    {
        var log = (await CreateAsync(1))[0];
        await log.AppendAsync([Samples.Deletion(), Samples.Deletion(), Samples.Deletion()], default);
        var row = (await table!.GetEntityAsync<TableEntity>("0", "entry-0000000000000000002")).Value;
        row[column] = "changed";
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        Assert.Equal(new DeletionLogVerdict(2, 2, problem), await new VerifyDeletionLog(log).ExecuteAsync(default));
    }

    public static TheoryData<string, object?> Alterations
    {
        get
        {
            object?[] values = [null, "changed", "", "2", 7, 7L, true, Samples.Now.AddDays(99), new byte[] { 1 }];
            var data = new TheoryData<string, object?>();
            foreach (var property in typeof(DeletionEntryRow).GetProperties()
                .Where(property => property.Name is not ("PartitionKey" or "RowKey" or "Timestamp" or "ETag")))
            {
                Array.ForEach(values, value => data.Add(property.Name, value));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task EntryAlteredInAnyWay_IsFound_AndTheOthersStayReadable(string column, object? value)
    {
        var log = (await CreateAsync(1))[0];
        DeletionRecord[] records = [Samples.Deletion(), Samples.Deletion(), Samples.Deletion()];
        await log.AppendAsync(records, default);
        await AlterAsync("entry-0000000000000000002", column, value);

        var problem = column is "PreviousHash" ? "linkBroken" : "changed";
        Assert.Equal(new DeletionLogVerdict(2, 2, problem), await new VerifyDeletionLog(log).ExecuteAsync(default));
        var entries = await ReadAsync(log);
        Assert.Equal([1L, 2, 3], entries.Select(entry => entry.Sequence));
        Assert.Equal([records[0], records[2]], [entries[0].Record, entries[2].Record]);
        Assert.Equal(2, (await log.FindAsync(records[1].DeletionId, default))!.Sequence);
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
        await log.AppendAsync([Samples.Deletion(), Samples.Deletion()], default);
        await AlterAsync("head", column, value);
        Assert.Equal(new DeletionLogVerdict(2, 2, "headMismatch"), await new VerifyDeletionLog(log).ExecuteAsync(default));
        using var other = new TableDeletionLog(table!, TimeProvider.System);
        await Assert.ThrowsAsync<FormatException>(() => other.AppendAsync([Samples.Deletion()], default));
        Assert.Equal(2, (await ReadAsync(log)).Count);
    }

    [Theory]
    [InlineData("changed")]
    [InlineData(null)]
    public async Task CaseThatCannotBeRead_IsNotFound_AndNotLoggedAgain(object? sequence)
    {
        var log = (await CreateAsync(1))[0];
        var record = Samples.Deletion();
        await log.AppendAsync([record], default);
        await AlterAsync($"case-{record.DeletionId}", "Sequence", sequence);
        Assert.Null(await log.FindAsync(record.DeletionId, default));
        await log.AppendAsync([record], default);
        await HoldsAsync(log, 1);
    }

    [Fact]
    public async Task RowThatIsNoEntry_IsFound()
    {
        var log = (await CreateAsync(1))[0];
        await log.AppendAsync([Samples.Deletion(), Samples.Deletion()], default);
        await table!.AddEntityAsync(new TableEntity("0", "entry-0000000000000000001x"));
        Assert.Equal(new DeletionLogVerdict(2, 2, "missing"), await new VerifyDeletionLog(log).ExecuteAsync(default));
        Assert.Equal(3, (await ReadAsync(log)).Count);
    }

    private async Task AlterAsync(string key, string column, object? value)
    {
        var row = (await table!.GetEntityAsync<TableEntity>("0", key)).Value;
        row.Remove(column);
        if (value is not null)
        {
            row[column] = value;
        }

        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }
}
