using Azure;
using Azure.Data.Tables;

namespace ParentalConsent.Bundled.Tests.Tables;

public sealed class ConcurrencyTests
{
    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task AnUpdateOfAnotherVersion_IsRefused(TableUpdateMode mode)
    {
        var table = await TestTables.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["N"] = 1 });
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        var updated = await table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 2 }, read.ETag, mode);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 3 }, read.ETag, mode));
        Assert.Equal((412, "UpdateConditionNotSatisfied"), (failure.Status, failure.ErrorCode));
        failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r", read.ETag));
        Assert.Equal((412, "UpdateConditionNotSatisfied"), (failure.Status, failure.ErrorCode));

        var current = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(2, current.GetInt32("N"));
        Assert.Equal(updated.Headers.ETag, current.ETag);
        Assert.Equal(204, (await table.DeleteEntityAsync(current, current.ETag)).Status);
    }

    [Fact]
    public async Task OfManyWhoHaveReadTheSame_OneWins()
    {
        var table = await TestTables.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        for (var round = 0; round < 20; round++)
        {
            var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
            var winners = await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
            {
                try
                {
                    await table.UpdateEntityAsync(new TableEntity("p", "r") { ["Writer"] = writer }, read.ETag);
                    return (int?)writer;
                }
                catch (RequestFailedException lost) when (lost.Status == 412)
                {
                    return null;
                }
            }));
            var winner = Assert.Single(winners, won => won is not null);
            Assert.Equal(winner, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("Writer"));
        }
    }
}
