using System.Net;
using System.Text.Json.Nodes;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;
using ParentalConsent.Functions.Tests.Console;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Registrations;

namespace ParentalConsent.Functions.Tests.Consent;

public sealed class SignalsTests : IAsyncLifetime
{
    private const string Browser = "MarkedBrowser/1.0";

    private readonly ConsentHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Theory]
    // Azure's front end appends the address it was called from, with its port; what stands before it anybody may have written.
    [InlineData("203.0.113.77:50123", Browser, RiskSignal.SameDevice)]
    [InlineData("198.51.100.1, 203.0.113.77:50123", Browser, RiskSignal.SameDevice)]
    [InlineData("203.0.113.77", "Other/2.0", RiskSignal.SameNetwork)]
    [InlineData("203.0.113.77, 198.51.100.1:443", Browser, null)]
    [InlineData("unknown", Browser, null)]
    [InlineData(null, Browser, null)]
    public async Task AnswerFromTheChildsPlace_IsSeen_AndNothingOfItIsWritten(string? forwardedFor, string browser, RiskSignal? expected)
    {
        var (id, token) = await AskAsync();

        Assert.Equal(HttpStatusCode.OK, await GrantAsync(token, forwardedFor, browser));

        Assert.Equal(RegistrationState.Granted, host.Find(id).State);
        Assert.Equal(expected is { } signal ? [signal] : [], host.Find(id).Signals);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("203.0.113", StringComparison.Ordinal) || line.Contains("Browser/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Console_ShowsTheSigns_AndWhereTheRegistrationStands()
    {
        var (id, token) = await AskAsync();
        await GrantAsync(token, "203.0.113.77:1", Browser);
        var administrator = host.With(await host.SessionAsync());

        var list = await (await administrator.GetPathAsync("/console/signals")).PageAsync(HttpStatusCode.OK);
        var link = list.QuerySelector("tbody a")!;
        var page = await (await administrator.GetPathAsync(link.GetAttribute("href")!)).PageAsync(HttpStatusCode.OK);

        Assert.Equal(id, link.TextContent);
        Assert.Contains("answered from the child’s network with the same browser", list.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Granted", page.GetElementById("state")!.TextContent);
        Assert.Equal("email-plus (needed: Confirmed)", page.GetElementById("method")!.TextContent);
        Assert.Contains("Granted", page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("marked", page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/console/signals", HttpStatusCode.OK)]
    [InlineData("/console/registrations/0123456789abcdef0123456789abcdef", HttpStatusCode.NotFound)]
    [InlineData("/console/registrations/x", HttpStatusCode.NotFound)]
    public async Task Pages_AreForAdministrators(string path, HttpStatusCode status)
    {
        Assert.Equal(HttpStatusCode.SeeOther, (await host.Anybody.GetPathAsync(path)).StatusCode);
        Assert.Equal(status, (await host.With(await host.SessionAsync()).GetPathAsync(path)).StatusCode);
    }

    private async Task<(string Id, string Token)> AskAsync()
    {
        var body = Bodies.Minor();
        body["device"] = new JsonObject { ["ipAddress"] = "203.0.113.77", ["userAgent"] = Browser };
        var answer = await (await host.Sample.RegisterAsync(body)).JsonAsync(HttpStatusCode.Accepted);
        var id = answer.GetProperty("registrationId").GetString()!;
        return (id, await host.TokenAsync(id, LinkKind.Decide));
    }

    private async Task<HttpStatusCode> GrantAsync(string token, string? forwardedFor, string browser)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/consent/decision", UriKind.Relative));
        request.Content = new FormUrlEncodedContent(
        [
            new("token", token), new("decision", "grant"), new("guardianName", "Pat Doe"), new("relationship", "mother"), new("attestation", "yes"),
        ]);
        request.Headers.Add("User-Agent", browser);
        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        return (await host.Anybody.SendAsync(request)).StatusCode;
    }
}
