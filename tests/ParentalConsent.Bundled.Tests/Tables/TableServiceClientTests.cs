using Azure.Data.Tables;
using Moq;

namespace ParentalConsent.Bundled.Tests.Tables;

public sealed class TableServiceClientTests
{
    [Fact]
    public async Task Tables_AreMadeFoundAndDeleted()
    {
        var tables = await TestTables.ServiceAsync();
        var (first, second) = (TestTables.NewName(), TestTables.NewName());

        Assert.Equal(first, (await tables.CreateTableAsync(first)).Value.Name);
        Assert.Equal(second, tables.CreateTableIfNotExists(second).Value.Name);
        Assert.Equal(second, (await tables.CreateTableIfNotExistsAsync(second)).Value.Name);

        Assert.Equal(first, (await tables.QueryAsync(table => table.Name == first).SingleAsync()).Name);
        Assert.Equal(second, tables.Query((FormattableString)$"TableName eq {second}").Single().Name);
        Assert.Superset(new HashSet<string> { first, second }, await tables.QueryAsync(maxPerPage: 2).Select(table => table.Name).ToHashSetAsync());

        Assert.Equal(204, (await tables.DeleteTableAsync(first)).Status);
        Assert.Equal(204, tables.DeleteTable(second).Status);
        Assert.Equal(404, (await tables.DeleteTableAsync(first)).Status);
        Assert.Empty(tables.Query(table => table.Name == first || table.Name == second));
    }

    [Fact]
    public async Task TheClients_CanBeMocked()
    {
        var table = new Mock<TableClient>();
        table.Setup(t => t.Name).Returns("mocked");
        table.Setup(t => t.GetEntityAsync<TableEntity>("p", "r", null, default))
            .ReturnsAsync(Azure.Response.FromValue(new TableEntity("p", "r"), Mock.Of<Azure.Response>()));
        var tables = new Mock<TableServiceClient>();
        tables.Setup(t => t.GetTableClient("mocked")).Returns(table.Object);

        var client = tables.Object.GetTableClient("mocked");
        Assert.Equal("mocked", client.Name);
        Assert.Equal("r", (await client.GetEntityAsync<TableEntity>("p", "r")).Value.RowKey);
    }
}
