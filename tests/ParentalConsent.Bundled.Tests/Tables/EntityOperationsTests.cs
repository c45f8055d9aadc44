using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace ParentalConsent.Bundled.Tests.Tables;

public sealed class EntityOperationsTests
{
    [Fact]
    public async Task EveryAsynchronousOperation_DoesItsPart()
    {
        var table = await TestTables.CreateAsync();

        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["Name"] = "first", ["Kept"] = 1 });
        Assert.Equal(204, added.Status);
        Assert.NotNull(added.Headers.ETag);

        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal("first", read.GetString("Name"));
        Assert.Equal(added.Headers.ETag, read.ETag);
        Assert.NotNull(read.Timestamp);

        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["Name"] = "merged" }, read.ETag);
        read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(("merged", 1), (read.GetString("Name"), read.GetInt32("Kept")));

        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["Name"] = "replaced" }, ETag.All, TableUpdateMode.Replace);
        read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(("replaced", (int?)null), (read.GetString("Name"), read.GetInt32("Kept")));

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["Kept"] = 2 });
        await table.UpsertEntityAsync(new TableEntity("p", "new") { ["Name"] = "new" }, TableUpdateMode.Replace);
        read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(("replaced", 2), (read.GetString("Name"), read.GetInt32("Kept")));

        Assert.Equal(204, (await table.DeleteEntityAsync("p", "r")).Status);
        Assert.Equal(204, (await table.DeleteEntityAsync(new TableEntity("p", "new"))).Status);
        Assert.Equal(0, await table.QueryAsync<TableEntity>().CountAsync());
        Assert.Equal(204, (await table.DeleteAsync()).Status);
    }

    [Fact]
    public async Task EverySynchronousOperation_DoesItsPart()
    {
        var table = await TestTables.CreateAsync();

        Assert.Equal(204, table.AddEntity(new TableEntity("p", "r") { ["Name"] = "first" }).Status);
        var read = table.GetEntity<TableEntity>("p", "r").Value;
        table.UpdateEntity(new TableEntity("p", "r") { ["Name"] = "second" }, read.ETag);
        table.UpsertEntity(new TableEntity("p", "r") { ["More"] = 3L });
        Assert.Equal(("second", 3L), table.Query<TableEntity>("PartitionKey eq 'p'").Select(e => (e.GetString("Name"), e.GetInt64("More"))).Single());
        Assert.True(table.GetEntityIfExists<TableEntity>("p", "r").HasValue);
        table.SubmitTransaction([new(TableTransactionActionType.Add, new TableEntity("p", "s"))]);
        Assert.Equal(204, table.DeleteEntity(new TableEntity("p", "s")).Status);
        Assert.Equal(204, table.DeleteEntity("p", "r").Status);
        Assert.Empty(table.Query<TableEntity>(e => e.PartitionKey == "p"));
        Assert.Equal(204, table.Delete().Status);
        Assert.Equal(table.Name, table.CreateIfNotExists().Value.Name);
        table.Delete();
        Assert.Equal(table.Name, table.Create().Value.Name);
    }

    [Fact]
    public async Task Deleting_WhatIsNotThere_AnswersNotFoundWithoutThrowing()
    {
        var table = await TestTables.CreateAsync();

        Assert.Equal(404, (await table.DeleteEntityAsync("p", "missing")).Status);
        Assert.Equal(404, table.DeleteEntity("p", "missing", new ETag("W/\"x\"")).Status);
        await table.DeleteAsync();
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "r")).Status);
        Assert.Equal(404, (await table.DeleteAsync()).Status);
    }

    [Fact]
    public async Task GetEntityIfExists_TellsWhetherThereIsOne()
    {
        var table = await TestTables.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var found = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");
        Assert.True(found.HasValue);
        Assert.Equal("r", found.Value!.RowKey);

        var missing = await table.GetEntityIfExistsAsync<TableEntity>("p", "other");
        Assert.False(missing.HasValue);
        Assert.Equal(404, missing.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => missing.Value);
    }

    [Fact]
    public async Task CreateIfNotExists_IsContentWithATableThatIsThere()
    {
        var table = await TestTables.CreateAsync();

        Assert.Equal(table.Name, (await table.CreateIfNotExistsAsync()).Value.Name);
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateAsync());
        Assert.Equal((409, "TableAlreadyExists"), (failure.Status, failure.ErrorCode));
        Assert.True(failure.ErrorCode == TableErrorCode.TableAlreadyExists);
    }

    [Fact]
    public async Task Select_ReadsOnlyWhatIsNamed()
    {
        var table = await TestTables.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });

        var read = (await table.GetEntityAsync<TableEntity>("p", "r", ["B"])).Value;
        Assert.False(read.ContainsKey("A"));
        Assert.Equal(2, read.GetInt32("B"));
        Assert.Equal(2, await table.QueryAsync<TableEntity>(select: ["RowKey", "B"]).Select(e => e.GetInt32("B")).SingleAsync());
    }

    [Fact]
    public async Task ArgumentsThatNameNothing_AreRefusedBeforeAnyCall()
    {
        var service = new FakeService();
        var table = new TableClient("UseDevelopmentStorage=true", "table", service.Options());

        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync<TableEntity>(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync(new TableEntity()));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.GetEntityAsync<TableEntity>(null!, "r"));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.DeleteEntityAsync("p", null!));
        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default));
        await Assert.ThrowsAsync<ArgumentException>(() => table.UpsertEntityAsync(new TableEntity("p", "r"), (TableUpdateMode)7));
        Assert.Throws<ArgumentException>(() => new TableClient("UseDevelopmentStorage=true", string.Empty));
        Assert.Empty(service.Requests);
    }
}
