using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using ParentalConsent.Core.Watch;
using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.Storage.Watch;

namespace ParentalConsent.Storage.Tests.Watch;

public sealed class TableWatchStoreTests : WatchStoreContract
{
    protected override async Task<IWatchStore> CreateAsync() => Store(await FreshTables.CreateAsync());

    /// <summary>The sweep reads this before it hands anything out.</summary>
    [Theory]
    [InlineData("sweep", "At", "yesterday")]
    [InlineData("sweep", "WaitingSince", "{")]
    [InlineData("function-Sweep", "FinishedAt", "yesterday")]
    [InlineData("something", "Else", "new")]
    public async Task RowThatCannotBeRead_IsAsIfItWereNotThere(string key, string column, string value)
    {
        var table = await FreshTables.CreateAsync();
        var row = new TableEntity(new Dictionary<string, object> { ["At"] = Samples.Now, ["WaitingSince"] = "{}", [column] = value })
        {
            PartitionKey = "watch", RowKey = key,
        };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace);

        var rows = await Store(table).ReadAsync(default);

        Assert.Null(rows.Sweep);
        Assert.Empty(rows.Heartbeats);
    }

    /// <summary>Whoever can write to storage must not be able to let a stop go by breaking it.</summary>
    [Theory]
    [InlineData("TrippedAt", "yesterday")]
    [InlineData("ReleaseId", "1")]
    public async Task StopThatCannotBeRead_Holds_AndCanBeReleased(string column, string value)
    {
        var table = await FreshTables.CreateAsync();
        await table.UpsertEntityAsync(new TableEntity("watch", "safety-stop") { [column] = value }, TableUpdateMode.Replace);

        var stop = (await Store(table).ReadAsync(default)).Stop!;

        Assert.True(stop.Value.HoldsAt(Samples.Now));
        Assert.True(await Store(table).TrySaveAsync(stop, stop.Value with { Due = 1 }, default));
    }

    private static TableWatchStore Store(TableClient table) => new(table, NullLogger<TableWatchStore>.Instance);
}
