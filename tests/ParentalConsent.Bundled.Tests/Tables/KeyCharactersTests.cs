using Azure;
using Azure.Data.Tables;

namespace ParentalConsent.Bundled.Tests.Tables;

public sealed class KeyCharactersTests
{
    [Theory]
    [InlineData("O'Brien")]
    [InlineData("''")]
    [InlineData("a b")]
    [InlineData("100%")]
    [InlineData("%27%2F")]
    [InlineData("a+b&c=d;e,f:g@h!i$j*k(l)m~n|o<p>q{r}s[t]u^v`w")]
    [InlineData("\"quoted\"")]
    [InlineData("Zoë 李雷 עברית 🙂")]
    [InlineData("..")]
    [InlineData("--batch_1")]
    [InlineData("HTTP-1.1 500")]
    [InlineData("")]
    public async Task AnyAllowedKey_WorksInEveryOperation(string key)
    {
        var table = await TestTables.CreateAsync();

        await table.AddEntityAsync(new TableEntity(key, key) { ["N"] = 1 });
        await table.UpdateEntityAsync(new TableEntity(key, key) { ["N"] = 2 }, ETag.All);
        await table.UpsertEntityAsync(new TableEntity(key, key) { ["M"] = 3 });
        var read = (await table.GetEntityAsync<TableEntity>(key, key)).Value;
        Assert.Equal((key, key, 2, 3), (read.PartitionKey, read.RowKey, read.GetInt32("N"), read.GetInt32("M")));

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey ge {key}");
        Assert.Equal(1, await table.QueryAsync<TableEntity>(filter).CountAsync());

        Assert.Equal(204, (await table.DeleteEntityAsync(key, key, read.ETag)).Status);
    }

    [Theory]
    [InlineData("O'Brien")]
    [InlineData("a b+c%d")]
    [InlineData("Zoë 🙂 \"x\"")]
    public async Task AnyAllowedKey_WorksInATransaction(string key)
    {
        var table = await TestTables.CreateAsync();

        await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity(key, "a") { ["Text"] = key }),
            new(TableTransactionActionType.UpsertReplace, new TableEntity(key, key) { ["Text"] = key }),
        ]);
        Assert.Equal(key, (await table.GetEntityAsync<TableEntity>(key, "a")).Value.GetString("Text"));
        Assert.Equal(key, (await table.GetEntityAsync<TableEntity>(key, key)).Value.GetString("Text"));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\nb")]
    public async Task AForbiddenKey_IsAnErrorThatSaysSo_AndNothingElse(string key)
    {
        var table = await TestTables.CreateAsync();

        // Azure says OutOfRangeInput, Azurite InvalidInput; a slash in the address alone it answers with 500.
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", key)));
        Assert.Equal((400, "InvalidInput"), (failure.Status, failure.ErrorCode));
        var transaction = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", key))]));
        Assert.Equal((400, "InvalidInput", 0), (transaction.Status, transaction.ErrorCode, transaction.FailedTransactionActionIndex));
        if (key != "a/b")
        {
            failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpsertEntityAsync(new TableEntity(key, "r")));
            Assert.Equal((400, "InvalidInput"), (failure.Status, failure.ErrorCode));
        }

        Assert.Equal(0, await table.QueryAsync<TableEntity>().CountAsync());
    }
}
