using Azure.Data.Tables;
using ParentalConsent.Core.Staff;
using ParentalConsent.Storage.Staff;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.Staff;

public sealed class TableStaffLogTests : StaffLogContract
{
    [Fact]
    public async Task Prune_TakesOneStepAtATime_HoweverMuchIsOld()
    {
        var calls = new CountingPolicy();
        var table = await FreshTables.CreateAsync(calls);
        await AddOldAsync(table, 1005);
        var log = new TableStaffLog(table);
        var before = calls.Count;

        await log.PruneAsync(Samples.Now, default);

        Assert.Equal(11, calls.Count - before);
        Assert.Equal(5, (await table.AllRowsAsync()).Count);
        await log.PruneAsync(Samples.Now, default);
        Assert.Empty(await table.AllRowsAsync());
    }

    [Fact]
    public async Task Page_OfAMonthWithMany_IsOneCall()
    {
        var calls = new CountingPolicy();
        var table = await FreshTables.CreateAsync(calls);
        await AddOldAsync(table, 300);
        var log = new ReadStaffLog(new TableStaffLog(table));
        var before = calls.Count;

        var page = await log.ExecuteAsync(new StaffLogQuery(), 50, default);
        await log.ExecuteAsync(new StaffLogQuery(After: page.Next), 50, default);

        Assert.Equal(2, calls.Count - before);
    }

    protected override async Task<IStaffLog> CreateAsync() => new TableStaffLog(await FreshTables.CreateAsync());

    private static async Task AddOldAsync(TableClient table, int count)
    {
        var log = new TableStaffLog(table);
        await Parallel.ForEachAsync(
            Enumerable.Range(1, count),
            async (number, cancellationToken) => await log.PutAsync(Entry(Samples.Now.AddMilliseconds(-number)), cancellationToken));
    }
}
