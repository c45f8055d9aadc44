using System.Net;
using System.Text.Json.Nodes;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Registrations;

public sealed class StartRegistrationTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task OfAge_NeedsNothing_AndTouchesNoStorage()
    {
        var answer = await (await host.Sample.RegisterAsync(Bodies.Minor().WithText("dateOfBirth", "1990-01-01"))).JsonAsync();

        Assert.Equal("notRequired", answer.GetProperty("decision").GetString());
        Assert.Equal("ofAge", answer.GetProperty("reason").GetString());
        Assert.Equal(0, host.Calls.Count);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("marked", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Minor_IsPending_InThreeStorageCalls()
    {
        var response = await host.Sample.RegisterAsync(Bodies.Minor());
        var answer = await response.JsonAsync(HttpStatusCode.Accepted);

        var id = answer.GetProperty("registrationId").GetString()!;
        Assert.Equal(3, host.Calls.Count);
        Assert.Equal("pending", answer.GetProperty("decision").GetString());
        Assert.Equal("awaitingParent", answer.GetProperty("state").GetString());
        Assert.Equal(host.Clock.Now.AddDays(14), answer.GetProperty("deadline").GetDateTimeOffset());
        Assert.Equal(
            ["account pending", "newsletter pending", "leaderboard pending"],
            answer.GetProperty("purposes").EnumerateArray().Select(purpose => $"{purpose.GetProperty("id")} {purpose.GetProperty("decision")}"));
        Assert.Equal($"/api/v1/registrations/{id}", response.Headers.Location?.OriginalString);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());

        var stored = host.Find(id);
        Assert.Equal(Bodies.ParentEmail, stored.Details!.GuardianEmail);
        Assert.Equal("DE", stored.Details.Country);
        Assert.Equal("en-GB", stored.Details.Locale);
        Assert.Equal(Bodies.ChildName, stored.Details.ChildName);
        Assert.True(stored.HoldsData);
        Assert.Equal(MailKind.Notice, Assert.IsType<OutgoingMailMessage>(Assert.Single(host.Queues.Sent).Message).Kind);
    }

    [Theory]
    [InlineData("marked-child@example.test", "DE", VerificationMethod.Email)]
    [InlineData("marked-PARENT@example.test", "DE", VerificationMethod.SignedForm)]
    [InlineData("marked-parent+kid@example.test", "DE", VerificationMethod.SignedForm)]
    [InlineData("marked-child@example.test", "US", VerificationMethod.EmailPlus)]
    [InlineData("marked-child@example.test", "IN", VerificationMethod.SignedForm)]
    public async Task SignsAndCountry_RaiseTheMethod_AndRefuseNobody(string childEmail, string country, VerificationMethod expected)
    {
        var response = await host.Sample.RegisterAsync(Bodies.Minor().WithText("childEmail", childEmail).WithText("country", country));

        var answer = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(expected, host.Find(answer.GetProperty("registrationId").GetString()!).Method);
    }

    [Fact]
    public async Task DeviceHint_IsKeptAsKeyedHashesOnly()
    {
        var body = Bodies.Minor();
        body["device"] = new JsonObject { ["ipAddress"] = "203.0.113.77", ["userAgent"] = "MarkedBrowser/1.0" };
        var answer = await (await host.Sample.RegisterAsync(body)).JsonAsync(HttpStatusCode.Accepted);

        var details = host.Find(answer.GetProperty("registrationId").GetString()!).Details!;
        Assert.Matches("^[0-9a-f]{32}$", details.NetworkHash);
        Assert.Matches("^[0-9a-f]{32}$", details.DeviceHash);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("MarkedBrowser", StringComparison.Ordinal) || line.Contains("203.0.113", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SameGuardianAgain_Is200WithTheStateAsItIs()
    {
        var id = await host.Sample.RegisterMinorAsync();

        var answer = await (await host.Sample.RegisterAsync(Bodies.Minor().WithText("parentEmail", "Marked-PARENT@EXAMPLE.test"))).JsonAsync();

        Assert.Equal("existing", answer.GetProperty("decision").GetString());
        Assert.Equal(id, answer.GetProperty("registrationId").GetString());
        Assert.Equal("awaitingParent", answer.GetProperty("state").GetString());
        Assert.Single(host.Store.Registrations);
    }

    [Fact]
    public async Task OtherGuardian_Is409_AndSaysNothingOfTheFirst()
    {
        await host.Sample.RegisterMinorAsync();

        var response = await host.Sample.RegisterAsync(Bodies.Minor().WithText("parentEmail", "somebody.else@example.test"));

        Assert.Equal("guardianMismatch", await response.ProblemCodeAsync(HttpStatusCode.Conflict));
        Assert.DoesNotContain("marked", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SameSubjectOfAnotherClient_IsAnotherRegistration()
    {
        var one = await host.Sample.RegisterMinorAsync();
        var other = await host.Other.RegisterMinorAsync();

        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task TestClient_HasItsDeadlineInSeconds()
    {
        var answer = await (await host.Other.RegisterAsync(Bodies.Minor())).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(host.Clock.Now.AddSeconds(14), answer.GetProperty("deadline").GetDateTimeOffset());
    }

    [Fact]
    public async Task HundredSimultaneousIdenticalRegistrations_MakeOne()
    {
        var http = host.Sample;

        var responses = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => http.RegisterAsync(Bodies.Minor())));

        Assert.Equal(1, responses.Count(response => response.StatusCode is HttpStatusCode.Accepted));
        Assert.Equal(99, responses.Count(response => response.StatusCode is HttpStatusCode.OK));
        var registration = Assert.Single(host.Store.Registrations);

        // Of the mails that are queued, only one fits the registration that won.
        Assert.Single(host.Queues.Sent, message => ((OutgoingMailMessage)message.Message).Expects == registration.Attempt);
    }

    [Fact]
    public async Task PurposesAskedFor_AlwaysIncludeIntegralOnes()
    {
        var answer = await (await host.Sample.RegisterAsync(Bodies.Minor().With("purposes", """["leaderboard"]"""))).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(["account", "leaderboard"], host.Find(answer.GetProperty("registrationId").GetString()!).Purposes);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task NoPurposes_AreAllOfTheClients(string purposes)
    {
        var answer = await (await host.Sample.RegisterAsync(Bodies.Minor().With("purposes", purposes))).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(["account", "newsletter", "leaderboard"], host.Find(answer.GetProperty("registrationId").GetString()!).Purposes);
    }

    [Fact]
    public async Task UnknownAgeAndCountry_AreTakenAsTheStrictest()
    {
        var body = Bodies.Minor().Without("dateOfBirth").With("age", "null").Without("country");

        Assert.Equal(HttpStatusCode.Accepted, (await host.Sample.RegisterAsync(body)).StatusCode);
        var stored = Assert.Single(host.Store.Registrations);
        Assert.Null(stored.Details!.OfAgeAt);
        Assert.Equal((Assurance.Verified, VerificationMethod.SignedForm), (stored.NeededAssurance, stored.Method));
    }

    [Fact]
    public async Task StorageThatIsDown_Is503_WithWhenToTryAgain()
    {
        host.Calls.Before = _ => throw new Azure.RequestFailedException(503, "marked message", "ServerBusy", null);

        var response = await host.Sample.RegisterAsync(Bodies.Minor());

        Assert.Equal("temporarilyUnavailable", await response.ProblemCodeAsync(HttpStatusCode.ServiceUnavailable));
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Empty(host.Store.Registrations);
    }

    [Fact]
    public async Task UnexpectedFault_Is500_AndLogsNothingOfIt()
    {
        host.Calls.Before = _ => throw new InvalidOperationException("marked message");

        var response = await host.Sample.RegisterAsync(Bodies.Minor());

        Assert.Equal("internalError", await response.ProblemCodeAsync(HttpStatusCode.InternalServerError));
        Assert.DoesNotContain("marked", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(host.Logs.Lines, line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("marked", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task LostAnswerOfTheLastCall_IsMendedByTryingAgain()
    {
        host.Calls.After = name => name == "RegistrationStore.TryAddAsync" ? throw new TimeoutException() : Task.CompletedTask;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Sample.RegisterAsync(Bodies.Minor())).StatusCode);
        host.Calls.After = null;

        var answer = await (await host.Sample.RegisterAsync(Bodies.Minor())).JsonAsync();

        Assert.Equal("existing", answer.GetProperty("decision").GetString());
        Assert.Equal(RegistrationState.AwaitingParent, Assert.Single(host.Store.Registrations).State);
    }
}
