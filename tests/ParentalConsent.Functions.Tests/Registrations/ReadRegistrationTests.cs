using System.Net;
using ParentalConsent.Core.Consents;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Registrations;

public sealed class ReadRegistrationTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Registration_TellsWhatTheGuardianAllowed()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.DecideAsync(id, ConsentDecision.Grant, "newsletter");

        var answer = await (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}")).JsonAsync();

        Assert.Equal("granted", answer.GetProperty("state").GetString());
        Assert.Equal("email", answer.GetProperty("method").GetString());
        Assert.Equal("2026-11-22", answer.GetProperty("noticeVersion").GetString());
        Assert.Equal(host.Find(id).NoticeHash, answer.GetProperty("noticeHash").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer.GetProperty("deletion").ValueKind);
        Assert.Equal(
            ["account granted", "newsletter granted", "leaderboard refused"],
            answer.GetProperty("purposes").EnumerateArray().Select(purpose => $"{purpose.GetProperty("id")} {purpose.GetProperty("decision")}"));
        Assert.DoesNotContain("marked", answer.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task RefusedRegistration_TellsThatItIsBeingDeleted()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.DecideAsync(id, ConsentDecision.Refuse);

        var deletion = (await (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}")).JsonAsync()).GetProperty("deletion");

        Assert.Equal("pending", deletion.GetProperty("state").GetString());
        Assert.Equal("refused", deletion.GetProperty("reason").GetString());
        Assert.Equal(host.Find(id).DeletionId, deletion.GetProperty("deletionId").GetString());
    }

    [Theory]
    [InlineData(null, "pending")]
    [InlineData(ConsentDecision.Refuse, "refused")]
    [InlineData(ConsentDecision.NotMyChild, "none")]
    public async Task Purposes_SayWhatWasDecidedOfThem(ConsentDecision? decision, string expected)
    {
        var id = await host.Sample.RegisterMinorAsync();
        if (decision is { } decided)
        {
            await host.DecideAsync(id, decided);
        }

        Assert.Equal([expected, expected, expected], await DecisionsAsync(id));
        await host.WorkAsync();
        Assert.Equal([expected, expected, expected], await DecisionsAsync(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PurposesThatNobodyDecided_AreNotCalledRefused(bool cancelled)
    {
        var id = await host.Sample.RegisterMinorAsync();
        if (cancelled)
        {
            await host.Sample.PostTextAsync($"/api/v1/registrations/{id}/cancel", "");
            Assert.Equal(["none", "none", "none"], await DecisionsAsync(id));
        }
        else
        {
            host.Clock.Advance(TimeSpan.FromDays(15));
            await host.SweepAsync();
        }

        await host.WorkAsync();
        Assert.Equal(["none", "none", "none"], await DecisionsAsync(id));
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("x")]
    [InlineData("ABCDEF00000000000000000000000000")]
    [InlineData("%20")]
    public async Task NoSuchRegistration_Is404(string id)
    {
        foreach (var path in (string[])["", "/data"])
        {
            var response = await host.Sample.GetPathAsync($"/api/v1/registrations/{id}{path}");
            Assert.Equal("registrationNotFound", await response.ProblemCodeAsync(HttpStatusCode.NotFound));
        }

        var cancelled = await host.Sample.PostTextAsync($"/api/v1/registrations/{id}/cancel", "");
        Assert.Equal("registrationNotFound", await cancelled.ProblemCodeAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task AnotherClientsRegistration_Is404_AndStaysAsItIs()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.DecideAsync(id, ConsentDecision.Grant);

        foreach (var path in (string[])["", "/data"])
        {
            var response = await host.Other.GetPathAsync($"/api/v1/registrations/{id}{path}");
            Assert.Equal("registrationNotFound", await response.ProblemCodeAsync(HttpStatusCode.NotFound));
        }

        var cancelled = await host.Other.PostTextAsync($"/api/v1/registrations/{id}/cancel", "");
        Assert.Equal("registrationNotFound", await cancelled.ProblemCodeAsync(HttpStatusCode.NotFound));
        var consent = await host.Other.GetPathAsync("/api/v1/subjects/subject-1/consent");
        Assert.Equal("subjectNotFound", await consent.ProblemCodeAsync(HttpStatusCode.NotFound));
        Assert.Equal(Core.Registrations.RegistrationState.Granted, host.Find(id).State);
    }

    [Fact]
    public async Task HeldData_IsSealedUntilAGrant_ThenAsItWasSent_ThenGone()
    {
        // Spaces, order and escapes must come back as they were.
        const string Data = """{ "b":1.50,  "a":"A\u00e9\/", "c":[ ] }""";
        var body = $$"""{"subjectId":"raw","age":9,"country":"FR","parentEmail":"{{Bodies.ParentEmail}}","data":{{Data}}}""";
        var id = (await (await host.Sample.PostTextAsync("/api/v1/registrations", body)).JsonAsync(HttpStatusCode.Accepted))
            .GetProperty("registrationId").GetString()!;
        var path = $"/api/v1/registrations/{id}/data";

        Assert.Equal("consentPending", await (await host.Sample.GetPathAsync(path)).ProblemCodeAsync(HttpStatusCode.Conflict));

        await host.DecideAsync(id, ConsentDecision.Grant);
        var granted = await host.Sample.GetPathAsync(path);
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        Assert.Equal("application/json", granted.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Data, await granted.Content.ReadAsStringAsync());

        await host.DecideAsync(id, ConsentDecision.Withdraw);
        Assert.Equal("dataDeleted", await (await host.Sample.GetPathAsync(path)).ProblemCodeAsync(HttpStatusCode.Gone));
    }

    [Fact]
    public async Task HeldData_IsNullWhereTheClientSentNone()
    {
        var body = Bodies.Minor().Without("data");
        var id = (await (await host.Sample.RegisterAsync(body)).JsonAsync(HttpStatusCode.Accepted)).GetProperty("registrationId").GetString()!;
        await host.DecideAsync(id, ConsentDecision.Grant);

        var response = await host.Sample.GetPathAsync($"/api/v1/registrations/{id}/data");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("null", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Cancel_Deletes_AndAgainIsNoError()
    {
        var id = await host.Sample.RegisterMinorAsync();

        var first = await (await host.Sample.PostTextAsync($"/api/v1/registrations/{id}/cancel", "")).JsonAsync(HttpStatusCode.Accepted);
        var again = await (await host.Sample.PostTextAsync($"/api/v1/registrations/{id}/cancel", "")).JsonAsync();

        Assert.Equal("cancelled", first.GetProperty("state").GetString());
        Assert.Equal("cancelled", again.GetProperty("deletion").GetProperty("reason").GetString());
        Assert.False(host.Find(id).HoldsData);
        Assert.Single(host.Queues.Sent, message => message.Queue == "deletions");
    }

    [Fact]
    public async Task Cancel_OfAGrantedRegistration_Deletes()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.DecideAsync(id, ConsentDecision.Grant);

        await (await host.Sample.PostTextAsync($"/api/v1/registrations/{id}/cancel", "")).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal("dataDeleted", await (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}/data")).ProblemCodeAsync(HttpStatusCode.Gone));
    }

    private async Task<IEnumerable<string?>> DecisionsAsync(string id) =>
        (await (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}")).JsonAsync())
            .GetProperty("purposes").EnumerateArray().Select(purpose => purpose.GetProperty("decision").GetString());
}
