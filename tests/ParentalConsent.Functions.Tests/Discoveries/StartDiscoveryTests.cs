using System.Net;
using System.Text.Json.Nodes;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Policies;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Discoveries;

public sealed class StartDiscoveryTests : IDisposable
{
    private readonly PolicyCopy copy = new();

    public void Dispose() => copy.Dispose();

    [Fact]
    public async Task OneSubject_IsAnsweredLikeARegistration()
    {
        await using var started = await StartedHost.StartAsync();
        var host = started.Host;
        var response = await DiscoverAsync(host, Account());
        var answer = await response.JsonAsync(HttpStatusCode.Accepted);
        var id = answer.GetProperty("registrationId").GetString()!;

        Assert.Equal(("pending", "awaitingParent"), (answer.GetProperty("decision").GetString(), answer.GetProperty("state").GetString()));
        Assert.Equal($"/api/v1/registrations/{id}", response.Headers.Location?.OriginalString);
        Assert.Equal(3, host.Calls.Count);
        Assert.False(host.Find(id).HoldsData);
        Assert.Equal("existing", (await (await DiscoverAsync(host, Account())).JsonAsync()).GetProperty("decision").GetString());
        Assert.Equal(
            "guardianMismatch",
            await (await DiscoverAsync(host, Account().WithText("parentEmail", "other@example.test"))).ProblemCodeAsync(HttpStatusCode.Conflict));
        Assert.Equal(
            "notRequired",
            (await (await DiscoverAsync(host, Account().WithText("dateOfBirth", "1990-01-01"))).JsonAsync()).GetProperty("decision").GetString());
    }

    [Fact]
    public async Task EveryWrongField_IsNamed_AndWhatTheClientHoldsItselfIsNoField()
    {
        await using var started = await StartedHost.StartAsync();
        var answer = await DiscoverAsync(started.Host, Bodies.Minor("a@b").WithText("childEmail", "x@y.test").WithText("country", "DEU").Without("dateOfBirth"));

        Assert.Equal(
            [
                "age required", "childEmail unknownField", "country notACountryCode", "data unknownField", "dateOfBirth required",
                "subjectId looksLikeEmail",
            ],
            await answer.FieldErrorsAsync());
        Assert.Equal(["parentEmail required"], await (await DiscoverAsync(started.Host, Account().Without("parentEmail"))).FieldErrorsAsync());
        Assert.Equal("brokenJson", await (await started.Host.Sample.PostTextAsync("/api/v1/discoveries", "{")).ProblemCodeAsync(HttpStatusCode.BadRequest));
        Assert.Equal(
            "unauthorized", await (await started.Host.Anybody.PostTextAsync("/api/v1/discoveries", "{}")).ProblemCodeAsync(HttpStatusCode.Unauthorized));
        Assert.Equal(0, started.Host.Calls.Count);
    }

    [Fact]
    public async Task ClientThatDeletesAtOnce_NeedsNoParent_AndNothingOfAnybodyIsStored()
    {
        copy.Change("clients.json", root => root["clients"]![0]!["discoveries"] = "delete");
        await using var started = await StartedHost.StartAsync($"Policy:Path={copy.Folder}");
        var host = started.Host;
        var body = Account().Without("parentEmail").With("age", "null").Without("dateOfBirth");
        var response = await DiscoverAsync(host, body);
        var answer = await response.JsonAsync(HttpStatusCode.Accepted);
        var id = answer.GetProperty("registrationId").GetString()!;

        Assert.Equal(("deleting", "discovered"), (answer.GetProperty("decision").GetString(), answer.GetProperty("state").GetString()));
        Assert.Equal("discovered", answer.GetProperty("deletion").GetProperty("reason").GetString());
        Assert.Equal($"/api/v1/registrations/{id}", response.Headers.Location?.OriginalString);
        Assert.Null(host.Find(id).Details);
        await host.WorkAsync();

        var after = await (await DiscoverAsync(host, body)).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal("completed", after.GetProperty("deletion").GetProperty("state").GetString());
        Assert.Equal(
            answer.GetProperty("deletion").GetProperty("deletionId").GetString(), after.GetProperty("deletion").GetProperty("deletionId").GetString());
        var entry = Assert.Single(host.Log.Entries);
        var page = await (await host.Console.GetPathAsync("/api/v1/deletion-log?reason=discovered")).JsonAsync();
        Assert.Equal(entry.Record.DeletionId, Assert.Single(page.GetProperty("entries").EnumerateArray()).GetProperty("deletionId").GetString());
        Assert.Empty(host.Mailer.Sent);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("marked", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Limits_HoldForWhatBringsAboutAMail_AndForNothingElse()
    {
        await using var started = await StartedHost.StartAsync("Limits:ClientPerMinute=1");
        await (await DiscoverAsync(started.Host, Account())).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal("tooManyRequests", await (await DiscoverAsync(started.Host, Account())).ProblemCodeAsync(HttpStatusCode.TooManyRequests));
        await (await DiscoverAsync(started.Host, Account().WithText("dateOfBirth", "1990-01-01"))).JsonAsync();
    }

    private static JsonObject Account() => Bodies.Minor().Without("data");

    private static Task<HttpResponseMessage> DiscoverAsync(ConsentHost host, JsonObject body) =>
        host.Sample.PostTextAsync("/api/v1/discoveries", body.ToJsonString());
}
