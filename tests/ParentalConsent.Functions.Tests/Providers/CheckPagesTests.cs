using System.Net;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.TestKit.Providers;

namespace ParentalConsent.Functions.Tests.Providers;

/// <summary>What a guardian sees on the way through a provider's check, and what the provider gets of it.</summary>
public sealed class CheckPagesTests(ProviderHost app) : IClassFixture<ProviderHost>
{
    [Fact]
    public async Task AYes_LeadsToTheProvider_WithAReferenceAndNothingOfAnyone()
    {
        var (id, token, reference, page) = await app.SayYesAsync();

        Assert.Equal("step", page.Kind());
        Assert.Contains("It counts once a check says that you are an adult", page.Body!.TextContent, StringComparison.Ordinal);
        var link = page.QuerySelector("main a.button")!;
        var address = new Uri(link.GetAttribute("href")!);
        Assert.Equal("Go to Adult Check", link.TextContent);
        Assert.Equal("https://check.example/start", address.GetLeftPart(UriPartial.Path));
        Assert.Equal(
            ["client", "reference", "expires", "return", "signature"],
            address.Query.TrimStart('?').Split('&').Select(part => part.Split('=')[0]));
        Assert.Contains($"reference={reference}", address.Query, StringComparison.Ordinal);
        foreach (var secret in (string[])[token, id, "marked", "Marked", Uri.EscapeDataString(Bodies.ParentEmail), "subject"])
        {
            Assert.DoesNotContain(secret, address.AbsoluteUri, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TheLinkOfTheMail_LeadsBackToTheCheck_AndChangesNothing()
    {
        var (id, token, _, _) = await app.SayYesAsync();
        var before = app.Find(id);

        var page = await (await app.Host.OpenAsync(token)).PageAsync(HttpStatusCode.OK);

        Assert.Equal("step", page.Kind());
        Assert.NotNull(page.QuerySelector("main a.button"));
        Assert.Equal(before, app.Find(id));
    }

    [Fact]
    public async Task Kws_GetsAddressCountryLanguageAndReference_AndMailsTheGuardian()
    {
        var (id, token, reference, page) = await app.SayYesAsync(kws: true);

        Assert.Contains("Kids Web Services has written to you", page.Body!.TextContent, StringComparison.Ordinal);
        var sent = app.Kws.Requests.Single(request => request.Target == KwsDouble.SendPath && request.Body.Contains(reference, StringComparison.Ordinal));
        Assert.Equal(
            $$"""{"email":"{{Bodies.ParentEmail}}","location":"DE","language":"{{app.Find(id).Details!.Locale![..2]}}","externalPayload":"{{reference}}","userContext":"parent"}""", sent.Body);
        foreach (var secret in (string[])[token, id, "Marked", "marked-nickname", "subject"])
        {
            Assert.DoesNotContain(secret, sent.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task OpeningTheLink_HasNobodyMailed_AndTheButtonDoes()
    {
        var (_, token, reference, _) = await app.SayYesAsync(kws: true);
        int Mailed() => app.Kws.Mailed.Count(mail => mail.GetProperty("externalPayload").GetString() == reference);
        await app.Host.OpenAsync(token);
        await app.Host.OpenAsync(token);
        Assert.Equal(1, Mailed());

        // The answer page, loaded again.
        Assert.Equal("step", (await (await app.Host.SendAsync(token, "grant", ("purposes", "newsletter"))).PageAsync(HttpStatusCode.OK)).Kind());
        Assert.Equal(1, Mailed());

        Assert.Equal("step", (await (await app.Host.Anybody.PostFormAsync("/consent/check", ("token", token))).PageAsync(HttpStatusCode.OK)).Kind());
        Assert.Equal(2, Mailed());
    }

    [Fact]
    public async Task AProviderThatIsDown_LosesNothing_AndCanBeTriedAgain()
    {
        await using var own = new Own();
        await own.App.InitializeAsync();
        own.App.Kws.SendStatus = 503;
        var (id, token, reference, page) = await own.App.SayYesAsync(kws: true);
        Assert.Contains("does not answer just now. Your answer is kept", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(VerificationStep.ProviderAwaited, own.App.Find(id).Verification.Step);

        own.App.Kws.SendStatus = null;
        page = await (await own.App.Host.Anybody.PostFormAsync("/consent/check", ("token", token))).PageAsync(HttpStatusCode.OK);
        Assert.Null(page.QuerySelector("[role=alert]"));
        await own.App.SayKwsAsync(CallbackSigning.KwsBody(reference, true));
        Assert.Equal(RegistrationState.Granted, own.App.Find(id).State);
    }

    [Fact]
    public async Task AFailedCheck_IsSaid_AndCanBeTriedAgain()
    {
        var (id, token, reference, _) = await app.SayYesAsync();
        await app.SayAsync("failed", reference);

        var page = await (await app.Host.OpenAsync(token)).PageAsync(HttpStatusCode.OK);
        Assert.Contains("could not find that you are an adult", page.QuerySelector("#step[data-step=ProviderFailed]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("main a.button"));
        await app.SayAsync("verified", reference);
        Assert.Equal(RegistrationState.Granted, app.Find(id).State);
    }

    [Fact]
    public async Task ARevokedCheck_IsSaid_AndOffersOnlyANewAnswer()
    {
        var (_, token, reference, _) = await app.SayYesAsync();
        await app.SayAsync("revoked", reference);

        var page = await (await app.Host.OpenAsync(token)).PageAsync(HttpStatusCode.OK);
        Assert.Contains("took its check back", page.QuerySelector("#step[data-step=ProviderRevoked]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main a.button"));
        var again = page.QuerySelector("form:has([name=again])")!;
        Assert.Equal(token, again.QuerySelector("input[name=token]")!.GetAttribute("value"));
        Assert.Equal("decide", (await (await app.Host.Anybody.PostFormAsync("/consent/open", ("token", token), ("again", "yes"))).PageAsync(HttpStatusCode.OK)).Kind());
    }

    [Fact]
    public async Task WhileItWaits_TheGuardianCanStillRefuse()
    {
        var (id, token, _, _) = await app.SayYesAsync();
        Assert.Equal("refused", (await (await app.Host.SendAsync(token, "refuse")).PageAsync(HttpStatusCode.OK)).Outcome());
        Assert.Equal(RegistrationState.Refused, app.Find(id).State);
        Assert.Equal("ended", (await (await app.Host.Anybody.PostFormAsync("/consent/check", ("token", token))).PageAsync(HttpStatusCode.OK)).Kind());
    }

    [Fact]
    public async Task WhoeverComesBack_IsToldHowItStands_AndNothingElse()
    {
        var (_, token, reference, _) = await app.SayYesAsync();
        Assert.Equal("checkwaiting", await ReturnedAsync($"reference={reference}"));
        Assert.Equal("checkwaiting", await ReturnedAsync($"externalPayload={reference}&status=%7B%22verified%22%3Atrue%7D&signature=x"));
        await app.SayAsync("failed", reference);
        Assert.Equal("checkfailed", await ReturnedAsync($"reference={reference}"));
        await app.SayAsync("verified", reference);
        Assert.Equal("checkcounts", await ReturnedAsync($"reference={reference}"));
        await app.SayAsync("revoked", reference);
        Assert.Equal("checkover", await ReturnedAsync($"reference={reference}"));
        Assert.Equal("checkover", await ReturnedAsync(""));
        Assert.Equal("checkover", await ReturnedAsync($"reference={new string('0', 32)}"));
        Assert.Equal("checkover", await ReturnedAsync($"reference={new string('a', 5000)}"));
        Assert.Equal("checkover", await ReturnedAsync($"reference={token}"));

        async Task<string> ReturnedAsync(string query)
        {
            var page = await (await app.Host.Anybody.GetPathAsync($"/consent/returned?{query}")).PageAsync(HttpStatusCode.OK);
            Assert.DoesNotContain("Marked", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
            Assert.DoesNotContain("Pixel Pond", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
            return page.Kind();
        }
    }

    [Fact]
    public async Task NoLog_HoldsATokenAnAddressOrAKey()
    {
        var (_, token, reference, _) = await app.SayYesAsync(kws: true);
        await app.SayKwsAsync(CallbackSigning.KwsBody(reference, false));
        await app.SayKwsAsync(CallbackSigning.KwsBody(reference, true));
        await app.SayKwsAsync([]);
        string[] secrets = [token, Bodies.ParentEmail, "Marked", app.BridgeSecret, app.Kws.WebhookSecret, "kws-api-key-of-the-test", "token-1"];
        Assert.NotEmpty(app.Host.Logs.Lines);
        Assert.All(secrets, secret => Assert.DoesNotContain(app.Host.Logs.Lines, line => line.Contains(secret, StringComparison.Ordinal)));
    }

    private sealed class Own : IAsyncDisposable
    {
        public ProviderHost App { get; } = new();

        public async ValueTask DisposeAsync() => await App.DisposeAsync();
    }
}
