using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Links;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Consent;

public sealed class OpenLinkFunctionTests(ConsentHost host) : IClassFixture<ConsentHost>
{
    [Theory]
    [InlineData("/", "home")]
    [InlineData("/consent", "start")]
    public async Task Pages_AreThere_WithoutCookie(string path, string kind)
    {
        var response = await host.Anybody.GetPathAsync(path);

        Assert.Equal(kind, (await response.PageAsync(HttpStatusCode.OK)).Kind());
        Assert.False(response.Headers.Contains("Set-Cookie"));
        using var head = new HttpRequestMessage(HttpMethod.Head, path);
        Assert.Equal(HttpStatusCode.OK, (await host.Anybody.SendAsync(head)).StatusCode);
    }

    [Theory]
    [InlineData("site.css", "text/css")]
    [InlineData("forms.css", "text/css")]
    [InlineData("console.css", "text/css")]
    [InlineData("consent.js", "text/javascript")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task Assets_AreThere(string name, string type)
    {
        var response = await host.Anybody.GetPathAsync($"/assets/{name}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/consent/open")]
    [InlineData("/consent/decision")]
    public async Task ComingBackToAForm_LeadsToTheStart(string path)
    {
        var response = await host.Anybody.GetPathAsync(path);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/consent", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Opening_ShowsTheNotice_AndChangesNothing()
    {
        var (id, token) = await host.AskAsync();
        var (before, calls) = (host.Find(id), host.Calls.Count);

        for (var time = 0; time < 3; time++)
        {
            var page = await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.OK);
            Assert.Equal("decide", page.Kind());
            Assert.Contains("Pixel Pond asks for your consent", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
            Assert.Contains(Bodies.ChildName, page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal(token, page.QuerySelector("form[action='/consent/decision'] input[name=token]")!.GetAttribute("value"));
        }

        Assert.Same(before, host.Find(id));
        Assert.Equal(calls + 3, host.Calls.Count);
    }

    [Fact]
    public async Task PastedCode_MayHaveGapsAndLineBreaks()
    {
        var (_, token) = await host.AskAsync();

        var page = await (await host.OpenAsync($"  {token[..30]}\r\n {token[30..]} ")).PageAsync(HttpStatusCode.OK);

        Assert.Equal("decide", page.Kind());
    }

    [Fact]
    public async Task CutAlteredAndForeignTokens_AreCalledIncomplete()
    {
        var (_, token) = await host.AskAsync();
        var swapped = token[10] == 'A' ? 'B' : 'A';
        foreach (var bad in new[] { token[..^1], token[1..], $"{token[..10]}{swapped}{token[11..]}", "", "<script>", new string('A', 64), new string('x', 60_000) })
        {
            var page = await (await host.OpenAsync(bad)).PageAsync(HttpStatusCode.BadRequest);
            Assert.Equal("invalid", page.Kind());
            Assert.NotNull(page.QuerySelector("form[action='/consent/open'] [name=token]"));
        }
    }

    [Theory]
    [InlineData("00112233445566778899aabbccddeeff", null)]
    [InlineData(null, "ffffffffffffffff")]
    public async Task LinkToNothing_OrToAnEarlierAttempt_IsUnknown(string? otherId, string? otherAttempt)
    {
        var (id, _) = await host.AskAsync();
        var registration = host.Find(id);
        var token = await host.Services.GetRequiredService<LinkTokens>().SignAsync(
            new Link(LinkKind.Decide, otherId ?? id, otherAttempt ?? registration.Attempt, registration.Deadline), CancellationToken.None);

        Assert.Equal("unknown", (await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.NotFound)).Kind());
    }

    [Theory]
    [InlineData(ConsentDecision.Grant, "granted", "We then delete what we hold, and Pixel Pond may no longer use the data.")]
    [InlineData(ConsentDecision.Refuse, "refused", "sign up at Pixel Pond again")]
    [InlineData(ConsentDecision.NotMyChild, "disowned", "sign up at Pixel Pond again")]
    public async Task UsedLink_SaysWhatWasDecided_AndHowToChangeIt(ConsentDecision decision, string outcome, string change)
    {
        var (id, token) = await host.AskAsync();
        await host.DecideAsync(id, decision);

        var page = await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.OK);

        Assert.Equal("ended", page.Kind());
        Assert.Equal(outcome, page.Outcome());
        Assert.Contains(change, page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GuardianWhoAgreed_SeesTheDataThatIsHeld()
    {
        var (id, token) = await host.AskAsync();
        Assert.Equal("decide", (await (await host.Anybody.PostFormAsync("/consent/data", ("token", token))).PageAsync(HttpStatusCode.OK)).Kind());
        await host.DecideAsync(id, ConsentDecision.Grant);

        var page = await (await host.Anybody.PostFormAsync("/consent/data", ("token", await host.TokenAsync(id, LinkKind.Manage)))).PageAsync(HttpStatusCode.OK);
        var early = await (await host.Anybody.PostFormAsync("/consent/data", ("token", token))).PageAsync(HttpStatusCode.OK);
        var altered = await (await host.Anybody.PostFormAsync("/consent/data", ("token", "x" + token[1..]))).PageAsync(HttpStatusCode.BadRequest);

        Assert.Equal("data", page.Kind());
        Assert.Equal("nickname", page.QuerySelector("dt")!.TextContent);
        Assert.Equal("marked-nickname", page.QuerySelector("dd")!.TextContent);
        Assert.All([early, altered], other => Assert.DoesNotContain("marked-nickname", other.Body!.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ManageLink_ShowsWhatWasAllowed()
    {
        var (id, _) = await host.AskAsync();
        await host.DecideAsync(id, ConsentDecision.Grant, "newsletter");

        var page = await (await host.OpenAsync(await host.TokenAsync(id, LinkKind.Manage))).PageAsync(HttpStatusCode.OK);

        Assert.Equal("manage", page.Kind());
        Assert.Equal(["An account to play with", "News about the game"], page.QuerySelectorAll(".allowed li").Select(item => item.TextContent));
        Assert.Equal(["A place on the child's own leaderboard"], page.QuerySelectorAll(".not-allowed li").Select(item => item.TextContent));
    }

    [Theory]
    [InlineData("token=a&token=b", "application/x-www-form-urlencoded", HttpStatusCode.BadRequest)]
    [InlineData("", "application/x-www-form-urlencoded", HttpStatusCode.BadRequest)]
    [InlineData("other=1", "application/x-www-form-urlencoded", HttpStatusCode.BadRequest)]
    [InlineData("token=%FF%FE", "application/x-www-form-urlencoded", HttpStatusCode.BadRequest)]
    [InlineData("""{"token":"x"}""", "application/json", HttpStatusCode.UnsupportedMediaType)]
    public async Task OddForms_GetAPage(string body, string type, HttpStatusCode status)
    {
        foreach (var path in new[] { "/consent/open", "/consent/decision" })
        {
            var page = await (await host.Anybody.PostTextAsync(path, body, type)).PageAsync(status);
            Assert.Contains(page.Kind(), new[] { "invalid", "unreadable" });
        }
    }

    [Fact]
    public async Task HugeForms_AreNotRead()
    {
        var body = $"token={new string('x', 10_000_000)}";

        await (await host.Anybody.PostTextAsync("/consent/decision", body, "application/x-www-form-urlencoded"))
            .PageAsync(HttpStatusCode.RequestEntityTooLarge);
    }
}
