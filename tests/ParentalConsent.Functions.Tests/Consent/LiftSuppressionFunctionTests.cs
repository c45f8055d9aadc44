using System.Net;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Links;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Consent;

public sealed class LiftSuppressionFunctionTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task NotMyChild_OffersToTakeItBack_WhichWorksOnce()
    {
        var code = await DisownAsync();
        await host.WorkAsync();
        var second = await host.Sample.RegisterMinorAsync("subject-of-lift");
        await host.WorkAsync();
        Assert.Equal(StopReasons.Suppressed, host.Find(second).Mail.Stopped);
        Assert.Equal("suppressed", (await MailAsync(second)).GetProperty("state").GetString());

        var page = await (await host.OpenAsync(code)).PageAsync(HttpStatusCode.OK);
        Assert.Equal("lift", page.Kind());
        Assert.Equal("/consent/lift", page.QuerySelector("main form")!.GetAttribute("action"));
        Assert.Equal(["sample"], Assert.Single(host.Guardians.Guardians).Suppressed);

        var lifted = await (await host.Anybody.PostFormAsync("/consent/lift", ("token", code))).PageAsync(HttpStatusCode.OK);
        Assert.Equal("lifted", lifted.Kind());
        Assert.Empty(Assert.Single(host.Guardians.Guardians).Suppressed);
        Assert.Equal("nothingtolift", (await (await host.OpenAsync(code)).PageAsync(HttpStatusCode.OK)).Kind());
        Assert.Equal(
            "nothingtolift", (await (await host.Anybody.PostFormAsync("/consent/lift", ("token", code))).PageAsync(HttpStatusCode.Conflict)).Kind());

        var mails = host.Mailer.Sent.Count;
        await host.Sample.RegisterMinorAsync("subject-after-lift");
        await host.WorkAsync();
        Assert.Equal(mails + 1, host.Mailer.Sent.Count);
    }

    [Fact]
    public async Task LiftCode_DecidesNothing()
    {
        var code = await DisownAsync();
        await host.WorkAsync();
        Assert.Equal("unknown", (await (await host.SendAsync(code, "grant")).PageAsync(HttpStatusCode.NotFound)).Kind());
    }

    [Theory]
    [InlineData("")]
    [InlineData("token=nonsense")]
    [InlineData("token=&token=")]
    public async Task WithoutAGoodCode_NothingIsLifted(string form) => Assert.Equal(
        "invalid",
        (await (await host.Anybody.PostTextAsync("/consent/lift", form, "application/x-www-form-urlencoded")).PageAsync(HttpStatusCode.BadRequest)).Kind());

    [Fact]
    public async Task CodeOfARequest_LiftsNothing()
    {
        var id = await host.Sample.RegisterMinorAsync("subject-x");
        var token = await host.TokenAsync(id, LinkKind.Decide);
        Assert.Equal("invalid", (await (await host.Anybody.PostFormAsync("/consent/lift", ("token", token))).PageAsync(HttpStatusCode.BadRequest)).Kind());
    }

    private async Task<string> DisownAsync()
    {
        var (_, token) = await host.AskAsync();
        await host.WorkAsync();
        var page = await (await host.SendAsync(token, "notMyChild")).PageAsync(HttpStatusCode.OK);
        Assert.Equal("disowned", page.Outcome());
        var form = Assert.Single(page.QuerySelectorAll("main form"));
        Assert.Equal("/consent/open", form.GetAttribute("action"));
        var code = form.QuerySelector("input[name=token]")!.GetAttribute("value")!;
        Assert.Equal(code, page.QuerySelector("main p.code")!.TextContent);
        return code;
    }

    private async Task<System.Text.Json.JsonElement> MailAsync(string id) =>
        (await (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}")).JsonAsync()).GetProperty("mail");
}
