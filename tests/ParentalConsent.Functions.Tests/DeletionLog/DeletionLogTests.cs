using ParentalConsent.Core.Deletion;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.DeletionLog;

public sealed class DeletionLogTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Log_IsReadInPages_NewestFirst()
    {
        await AppendAsync(250);
        var sequences = new List<long>();
        string? cursor = null;
        do
        {
            var page = await GetAsync(cursor is null ? "" : $"?cursor={cursor}");
            sequences.AddRange(page.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("sequence").GetInt64()));
            cursor = page.GetProperty("cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(1, 250).Reverse().Select(number => (long)number), sequences);
    }

    [Theory]
    [InlineData("?client=sample", 10)]
    [InlineData("?client=gone-client", 0)]
    [InlineData("?reason=expired", 4)]
    [InlineData("?reason=Refused&state=deleted", 4)]
    [InlineData("?from=2030-01-05", 6)]
    [InlineData("?to=2030-01-05", 5)]
    [InlineData("?from=2030-01-05&to=2030-01-05", 1)]
    [InlineData("?from=2030-01-05T12:00:00Z", 6)]
    [InlineData("?from=2030-01-05T12:00:01Z", 5)]
    [InlineData("?to=2030-01-05T12:00:00Z", 4)]
    [InlineData("?from=2030-01-05T14:00:00%2B02:00", 6)]
    [InlineData("?cursor=4", 3)]
    [InlineData("?client=&reason=", 10)]
    public async Task Filters_Choose(string query, int count)
    {
        await AppendAsync(10);

        Assert.Equal(count, (await GetAsync(query)).GetProperty("entries").GetArrayLength());
    }

    [Theory]
    [InlineData("?from=yesterday", "from notATime")]
    [InlineData("?from=2030-02-30", "from notATime")]
    [InlineData("?to=2030-01-01T00:00:00+02:00", "to notATime")]
    [InlineData("?from=2030-01-02&to=2030-01-01", "to notAfterFrom")]
    [InlineData("?client=a%0Ab", "client notAClientId")]
    [InlineData("?reason=1", "reason unknownReason")]
    [InlineData("?state=pending", "state unknownState")]
    [InlineData("?cursor=-1", "cursor notACursor")]
    [InlineData("?cursor=9999999999999999999", "cursor notACursor")]
    [InlineData("?format=xml", "format unknownFormat")]
    [InlineData("?clients=sample", "query unknownField")]
    [InlineData("?from=x&to=y&client=%00&reason=z&state=z&cursor=z&format=z",
        "client notAClientId", "cursor notACursor", "format unknownFormat", "from notATime", "reason unknownReason", "state unknownState", "to notATime")]
    public async Task BadFilters_AreNamed(string query, params string[] errors) =>
        Assert.Equal(errors, await (await host.Console.GetPathAsync($"/api/v1/deletion-log{query}")).FieldErrorsAsync());

    [Fact]
    public async Task Entries_SayWhatIsNeededToCheckThem()
    {
        await AppendAsync(1);

        var entry = (await GetAsync("")).GetProperty("entries")[0];

        var logged = host.Log.Entries[0];
        Assert.Equal("sample", entry.GetProperty("client").GetString());
        Assert.Equal("deleted", entry.GetProperty("state").GetString());
        Assert.Equal("expired", entry.GetProperty("reason").GetString());
        Assert.Equal(logged.Hash, entry.GetProperty("hash").GetString());
        Assert.Equal(logged.PreviousHash, entry.GetProperty("previousHash").GetString());
        Assert.Equal(logged.Record.DeletionId, entry.GetProperty("deletionId").GetString());
        Assert.Equal(logged.Record.DeletedAt, entry.GetProperty("deletedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Verify_NamesTheFirstBadEntry()
    {
        await AppendAsync(5);
        var good = await (await host.Console.GetPathAsync("/api/v1/deletion-log/verify")).JsonAsync();
        Assert.True(good.GetProperty("holds").GetBoolean());
        Assert.Equal(5, good.GetProperty("entries").GetInt32());

        host.Log.Tamper(log => log[2] = log[2] with { Record = log[2].Record with { Reason = DeletionReason.Withdrawn } });
        var bad = await (await host.Console.GetPathAsync("/api/v1/deletion-log/verify")).JsonAsync();

        Assert.False(bad.GetProperty("holds").GetBoolean());
        Assert.Equal(3, bad.GetProperty("firstBad").GetInt32());
        Assert.Equal("changed", bad.GetProperty("problem").GetString());
    }

    /// <summary>One entry a day at noon, from 1 January 2030, reasons in turn.</summary>
    private Task AppendAsync(int count) => host.Log.AppendAsync(
        [.. Enumerable.Range(0, count).Select(number => Records.Numbered(number))], CancellationToken.None);

    private async Task<System.Text.Json.JsonElement> GetAsync(string query) =>
        await (await host.Console.GetPathAsync($"/api/v1/deletion-log{query}")).JsonAsync();
}
