using System.Globalization;
using System.Net;
using ParentalConsent.Core.Consents;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Events;

public sealed class ReadEventsTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Client_ReadsWhatHappened_InOrder_AndNobodyElse()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.WorkAsync();
        await host.DecideAsync(id, ConsentDecision.Refuse);
        await host.WorkAsync();

        var answer = await (await host.Sample.GetPathAsync("/api/v1/events")).JsonAsync();

        Assert.Equal(
            ["1 registration.pending", "2 consent.refused", "3 deletion.requested", "4 deletion.completed"],
            answer.GetProperty("events").EnumerateArray().Select(told => $"{told.GetProperty("sequence")} {told.GetProperty("type").GetString()}"));
        Assert.Equal("4", answer.GetProperty("next").GetString());
        Assert.False(answer.GetProperty("hasMore").GetBoolean());
        var requested = answer.GetProperty("events")[2];
        Assert.Equal(
            $$"""{"registrationId":"{{id}}","deletionId":"{{host.Find(id).DeletionId}}","reason":"refused"}""",
            requested.GetProperty("data").GetRawText());
        Assert.Equal($$"""{"registrationId":"{{id}}"}""", answer.GetProperty("events")[0].GetProperty("data").GetRawText());
        Assert.Matches(@"^evt_[0-9a-f]{32}$", requested.GetProperty("id").GetString());
        Assert.True(DateTimeOffset.TryParseExact(
            requested.GetProperty("timestamp").GetString(), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));
        Assert.Empty((await (await host.Other.GetPathAsync("/api/v1/events")).JsonAsync()).GetProperty("events").EnumerateArray());
        Assert.Equal("unauthorized", await (await host.Anybody.GetPathAsync("/api/v1/events")).ProblemCodeAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Client_GoesOnWithItsCursor()
    {
        await host.Sample.RegisterMinorAsync();
        await host.Sample.RegisterMinorAsync("subject-2");
        await host.WorkAsync();
        var first = await (await host.Sample.GetPathAsync("/api/v1/events?limit=1")).JsonAsync();
        Assert.True(first.GetProperty("hasMore").GetBoolean());
        var second = await (await host.Sample.GetPathAsync($"/api/v1/events?limit=1&after={first.GetProperty("next").GetString()}")).JsonAsync();
        Assert.Equal(2, second.GetProperty("events")[0].GetProperty("sequence").GetInt64());
        Assert.False(second.GetProperty("hasMore").GetBoolean());
    }

    [Fact]
    public async Task CursorOlderThanWhatIsKept_Is410_WithTheOldest()
    {
        await host.Sample.RegisterMinorAsync();
        await host.WorkAsync();
        host.Clock.Advance(TimeSpan.FromDays(31));
        await host.SweepAsync();
        var problem = await (await host.Sample.GetPathAsync("/api/v1/events?after=0")).JsonAsync(HttpStatusCode.Gone);
        Assert.Equal("cursorTooOld", problem.GetProperty("code").GetString());
        Assert.Equal("1", problem.GetProperty("oldest").GetString());
        await (await host.Sample.GetPathAsync("/api/v1/events?after=1")).JsonAsync();
    }

    [Theory]
    [InlineData("after=x", "after", "notACursor")]
    [InlineData("after=-1", "after", "notACursor")]
    [InlineData("after=99999999999999999999", "after", "notACursor")]
    [InlineData("after=7", "after", "unknownCursor")]
    [InlineData("after=1&after=2", "after", "duplicateField")]
    [InlineData("limit=0", "limit", "outOfRange")]
    [InlineData("limit=501", "limit", "outOfRange")]
    [InlineData("limit=all", "limit", "outOfRange")]
    [InlineData("since=1", "query", "unknownField")]
    public async Task WrongQuery_NamesTheField(string query, string field, string code)
    {
        var problem = await (await host.Sample.GetPathAsync($"/api/v1/events?{query}")).JsonAsync(HttpStatusCode.UnprocessableEntity);
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal((field, code), (error.GetProperty("field").GetString(), error.GetProperty("code").GetString()));
    }
}
