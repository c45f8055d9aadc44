using Azure;
using Azure.Data.Tables;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ParentalConsent.Bundled.Tests.Tables;

public sealed class TransactionTests
{
    [Fact]
    public async Task EveryKindOfAction_IsDone_WithAnAnswerEach()
    {
        var table = await TestTables.CreateAsync();
        foreach (var key in new[] { "merge", "replace", "delete", "upmerge", "upreplace" })
        {
            await table.AddEntityAsync(new TableEntity("p", key) { ["Old"] = 1 });
        }

        var merged = (await table.GetEntityAsync<TableEntity>("p", "merge")).Value.ETag;
        var answers = await table.SubmitTransactionAsync(
        [
            new(Add, Row("add")),
            new(UpdateMerge, Row("merge"), merged),
            new(UpdateReplace, Row("replace"), ETag.All),
            new(Delete, Row("delete")),
            new(UpsertMerge, Row("upmerge")),
            new(UpsertReplace, Row("upreplace")),
            new(UpsertMerge, Row("fresh")),
        ]);

        Assert.Equal(202, answers.GetRawResponse().Status);
        Assert.All(answers.Value, answer => Assert.Equal(204, answer.Status));
        Assert.Equal(7, answers.Value.Count);
        Assert.Equal((await table.GetEntityAsync<TableEntity>("p", "add")).Value.ETag, answers.Value[0].Headers.ETag);
        var rows = await table.QueryAsync<TableEntity>().ToDictionaryAsync(row => row.RowKey);
        Assert.Equal(["add", "fresh", "merge", "replace", "upmerge", "upreplace"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(rows.Values, row => Assert.Equal("Zoë \"new\"", row.GetString("New")));
        Assert.Equal((true, false, true, false), (Kept("merge"), Kept("replace"), Kept("upmerge"), Kept("upreplace")));

        bool Kept(string key) => rows[key].ContainsKey("Old");
    }

    [Fact]
    public async Task AHundredActions_Fit_AndOneMoreDoesNot()
    {
        var table = await TestTables.CreateAsync();

        var answers = await table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(n => new TableTransactionAction(Add, Row($"{n}"))));
        Assert.Equal(100, answers.Value.Count);
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync(Enumerable.Range(0, 101).Select(n => new TableTransactionAction(Add, Row($"more{n}")))));
        Assert.Equal((400, "InvalidInput"), (failure.Status, failure.ErrorCode));
        Assert.Equal(100, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(99)]
    public async Task ARefusedAction_UndoesAll_AndIsNamed(int refused)
    {
        var table = await TestTables.CreateAsync();
        await table.AddEntityAsync(Row($"{refused}"));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(n => new TableTransactionAction(Add, Row($"{n}")))));
        Assert.Equal((409, "EntityAlreadyExists", refused), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.IsAssignableFrom<RequestFailedException>(failure);
        Assert.Equal(1, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task AnotherVersion_RefusesTheWhole()
    {
        var table = await TestTables.CreateAsync();
        await table.AddEntityAsync(Row("state"));
        var stale = (await table.GetEntityAsync<TableEntity>("p", "state")).Value.ETag;
        await table.UpsertEntityAsync(Row("state"));

        var failure = Assert.Throws<TableTransactionFailedException>(() => table.SubmitTransaction(
            [new(Add, Row("history")), new(UpdateReplace, Row("state"), stale)]));
        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "history")).HasValue);
    }

    [Fact]
    public async Task DeletingWhatIsNotThere_RefusesTheWhole()
    {
        var table = await TestTables.CreateAsync();

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([new(Add, Row("a")), new(Delete, Row("missing"))]));
        Assert.Equal((404, "ResourceNotFound", 1), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Equal(0, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task TheSameEntityTwice_IsRefused()
    {
        var table = await TestTables.CreateAsync();

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([new(Add, Row("a")), new(UpsertMerge, Row("a"))]));
        Assert.Equal((400, "InvalidDuplicateRow"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task ATransactionIsOneCall_AndAnEmptyOneNone()
    {
        var calls = new CallCounter();
        var options = new TableClientOptions();
        options.AddPolicy(calls, Azure.Core.HttpPipelinePosition.PerRetry);
        var table = await TestTables.CreateAsync(options);
        calls.Reset();

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
        Assert.Equal(0, calls.Count);
        await table.SubmitTransactionAsync([new(Add, Row("a")), new(Add, Row("b"))]);
        Assert.Equal(1, calls.Count);
    }

    private static TableEntity Row(string rowKey) => new("p", rowKey) { ["New"] = "Zoë \"new\"" };
}
