using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
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
    [InlineData("?cursor=4.1.1.1", 3)]
    [InlineData("?kind=deletion", 10)]
    [InlineData("?kind=all", 11)]
    [InlineData("?kind=holdSet", 1)]
    [InlineData("?kind=holdSet&from=2030-01-05&to=2030-01-06", 0)]
    [InlineData("?client=&reason=", 10)]
    public async Task Filters_Choose(string query, int count)
    {
        await AppendAsync(10);
        await host.Log.AppendAsync([new() { Kind = LogKind.HoldSet, Key = "hold-1", RegistrationId = "1".PadLeft(32, '0') }], CancellationToken.None);

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
    [InlineData("?cursor=4", "cursor notACursor")]
    [InlineData("?cursor=1.2.3.-1", "cursor notACursor")]
    [InlineData("?kind=unreadable", "kind unknownKind")]
    [InlineData("?kind=1", "kind unknownKind")]
    [InlineData("?cursor=1.2.3.9999999999999999999", "cursor notACursor")]
    [InlineData("?format=xml", "format unknownFormat")]
    [InlineData("?clients=sample", "query unknownField")]
    [InlineData("?from=x&to=y&client=%00&reason=z&state=z&kind=z&cursor=z&format=z",
        "client notAClientId", "cursor notACursor", "format unknownFormat", "from notATime", "kind unknownKind", "reason unknownReason", "state unknownState", "to notATime")]
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
        Assert.Equal(0, bad.GetProperty("shard").GetInt32());
        Assert.Equal(3, bad.GetProperty("firstBad").GetInt32());
        Assert.Equal("changed", bad.GetProperty("problem").GetString());
    }

    [Fact]
    public async Task Shards_AreMerged_NewestFirst_AndAPageBeginsWhereTheOneBeforeEnded()
    {
        for (var number = 0; number < 230; number++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            var record = Records.Numbered(number);
            await host.Log.AppendAsync([record with { RegistrationId = $"{number % 7:x}{record.RegistrationId![1..]}" }], CancellationToken.None);
        }

        var first = await GetAsync("?kind=all");
        await host.Log.AppendAsync([Records.Numbered(1_000)], CancellationToken.None);
        var second = await GetAsync($"?kind=all&cursor={first.GetProperty("cursor").GetString()}");
        var third = await GetAsync($"?kind=all&cursor={second.GetProperty("cursor").GetString()}");

        Assert.Equal(
            Enumerable.Range(0, 230).Reverse().Select(number => $"{number:x24}"),
            new[] { first, second, third }.SelectMany(page => page.GetProperty("entries").EnumerateArray()).Select(entry => entry.GetProperty("deletionId").GetString()));
        Assert.Null(third.GetProperty("cursor").GetString());
    }

    /// <summary>One entry a day at noon, from 1 January 2030, reasons in turn.</summary>
    private Task AppendAsync(int count) => host.Log.AppendAsync(
        [.. Enumerable.Range(0, count).Select(number => Records.Numbered(number))], CancellationToken.None);

    private async Task<System.Text.Json.JsonElement> GetAsync(string query) =>
        await (await host.Console.GetPathAsync($"/api/v1/deletion-log{query}")).JsonAsync();
}
