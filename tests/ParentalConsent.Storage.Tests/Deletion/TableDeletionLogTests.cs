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
}
