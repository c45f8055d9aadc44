using Azure;
using Azure.Data.Tables;

namespace ParentalConsent.Bundled.Tests.Tables;

public sealed class QueryTests
{
    [Fact]
    public async Task MoreThanAPage_IsReadToItsEnd_OnceEach()
    {
        var table = await TestTables.CreateAsync();
        await AddRowsAsync(table, 1_050);

        var pages = await table.QueryAsync<TableEntity>("PartitionKey eq 'p'").AsPages().ToListAsync();
        Assert.Equal([1_000, 50], pages.Select(page => page.Values.Count));
        Assert.Equal(1_050, pages.SelectMany(page => page.Values).Select(row => row.RowKey).Distinct().Count());
        Assert.Equal(1_050, table.Query<TableEntity>("PartitionKey eq 'p'").Count());
    }

    [Fact]
    public async Task MaxPerPage_SetsThePage_AndAContinuationTokenGoesOnFromThere()
    {
        var table = await TestTables.CreateAsync();
        await AddRowsAsync(table, 25);

        var first = await table.QueryAsync<TableEntity>(maxPerPage: 10).AsPages().FirstAsync();
        Assert.Equal(10, first.Values.Count);
        var rest = await table.QueryAsync<TableEntity>(maxPerPage: 10).AsPages(first.ContinuationToken).ToListAsync();
        Assert.Equal([10, 5], rest.Select(page => page.Values.Count));
        Assert.Equal("0010", rest[0].Values[0].RowKey);
        Assert.Null(rest[1].ContinuationToken);
        Assert.Equal(5, table.Query<TableEntity>().AsPages(pageSizeHint: 5).Count());
    }

    [Fact]
    public async Task Filters_FindByEveryType_HoweverTheyAreWritten()
    {
        var table = await TestTables.CreateAsync();
        var id = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e");
        var due = new DateTimeOffset(2026, 3, 1, 12, 0, 0, 1, TimeSpan.FromHours(-5));
        await table.AddEntityAsync(new PersonRow { PartitionKey = "p", RowKey = "hit", Text = "it's", Large = 5_000_000_000, Id = id, Due = due, Flag = true, Number = 5, Ratio = 1.5, Mood = Mood.Glad, Renamed = "r" });
        // Azurite compares instants by the millisecond, Azure by 100 ns.
        await table.AddEntityAsync(new PersonRow { PartitionKey = "p", RowKey = "miss", Text = "its", Large = 1, Id = Guid.Empty, Due = due.AddMilliseconds(1), Number = 4, Ratio = 1.25 });

        string[] filters =
        [
            TableClient.CreateQueryFilter($"Text eq {"it's"}"),
            TableClient.CreateQueryFilter($"Large gt {4_000_000_000}"),
            TableClient.CreateQueryFilter($"Id eq {id}"),
            TableClient.CreateQueryFilter($"Due le {due}"),
            TableClient.CreateQueryFilter($"Flag eq {true} and Number ge {5}"),
            TableClient.CreateQueryFilter($"Ratio gt {1.25}"),
            TableClient.CreateQueryFilter<PersonRow>(row => row.Text == "it's" && row.PartitionKey == "p"),
            TableClient.CreateQueryFilter<PersonRow>(row => row.Large >= 5_000_000_000 || row.Number < 0),
            TableClient.CreateQueryFilter<PersonRow>(row => row.Id == id),
            TableClient.CreateQueryFilter<PersonRow>(row => row.Due <= due),
            TableClient.CreateQueryFilter<PersonRow>(row => row.Flag && !(row.Number == 4)),
            TableClient.CreateQueryFilter<PersonRow>(row => row.Ratio > 1.25),
            TableClient.CreateQueryFilter<PersonRow>(row => row.Mood == Mood.Glad),
            TableClient.CreateQueryFilter<PersonRow>(row => row.Renamed == "r"),
            TableClient.CreateQueryFilter<PersonRow>(row => string.Compare(row.RowKey, "i", StringComparison.Ordinal) < 0 || row.RowKey.CompareTo("i") < 0),
        ];
        foreach (var filter in filters)
        {
            Assert.Equal("hit", Assert.Single(await table.QueryAsync<PersonRow>(filter).ToListAsync()).RowKey);
        }

        Assert.Equal("hit", table.Query<PersonRow>(row => row.Due < due.AddMilliseconds(1)).Single().RowKey);
        Assert.Equal("hit", (await table.QueryAsync<TableEntity>(row => row.GetInt64("Large") > 1).SingleAsync()).RowKey);
        Assert.Equal(2, await table.QueryAsync<PersonRow>(_ => true).CountAsync());
    }

    [Fact]
    public async Task ABrokenFilter_IsARequestFailure()
    {
        var table = await TestTables.CreateAsync();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            async () => await table.QueryAsync<TableEntity>("PartitionKey equals 'p'").CountAsync());
        Assert.Equal(400, failure.Status);
    }

    [Fact]
    public async Task AQuery_AsksNothingUntilItIsRead_AndOnceAPage()
    {
        var calls = new CallCounter();
        var options = new TableClientOptions();
        options.AddPolicy(calls, Azure.Core.HttpPipelinePosition.PerCall);
        var table = await TestTables.CreateAsync(options);
        await AddRowsAsync(table, 25);
        calls.Reset();

        var rows = table.QueryAsync<TableEntity>("PartitionKey eq 'p'", maxPerPage: 10);
        Assert.Equal(0, calls.Count);
        Assert.Equal(25, await rows.CountAsync());
        Assert.Equal(3, calls.Count);
    }

    [Fact]
    public async Task Cancellation_EndsAQuery()
    {
        var table = await TestTables.CreateAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await table.QueryAsync<TableEntity>(cancellationToken: cancelled.Token).CountAsync(CancellationToken.None));
    }

    private static async Task AddRowsAsync(TableClient table, int count)
    {
        foreach (var rows in Enumerable.Range(0, count).Chunk(100))
        {
            await table.SubmitTransactionAsync(
                rows.Select(n => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{n:D4}"))));
        }
    }
}
