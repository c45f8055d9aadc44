using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Consent;

/// <summary>In which language pages come, over HTTP.</summary>
public sealed class LanguageTests(ConsentHost host) : IClassFixture<ConsentHost>
{
    private static int subjects;

    [Theory]
    [InlineData("/", "de-AT, en;q=0.5", "de")]
    [InlineData("/consent", "tlh, ar;q=0.9, de;q=0.8", "ar")]
    [InlineData("/consent", "en;q=0.1, ja;q=0.2", "ja")]
    [InlineData("/consent", "de;q=0, fr;q=0.1", "fr")]
    [InlineData("/consent", "*", "en")]
    [InlineData("/consent", "tlh", "en")]
    [InlineData("/consent", ";;,q=,,\"", "en")]
    [InlineData("/consent?language=ko", "de", "ko")]
    [InlineData("/?language=zh-Hans", "de", "zh-Hans")]
    [InlineData("/consent?language=tlh", "de", "de")]
    [InlineData("/consent?language=de&language=fr", "it", "it")]
    [InlineData("/consent?language=%3Cscript%3E", "", "en")]
    public async Task PageWithoutToken_IsInTheLanguageChosen_OrInTheBrowsers(string path, string accepted, string language)
    {
        var http = host.Anybody;
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);

        AssertLanguage(language, await (await http.GetPathAsync(path)).PageAsync(HttpStatusCode.OK));
    }

    [Theory]
    [InlineData("de-AT", "de")]
    [InlineData("zh-TW", "zh-Hans")]
    [InlineData("ar-SA", "ar")]
    [InlineData("tlh", "en")]
    [InlineData("pt-BR-x-any", "pt")]
    [InlineData("de-u-ca-islamic-nu-arab-x-abcdefgh", "de")]
    public async Task OpenedLink_IsInTheRegistrationsLanguage_WhateverTheBrowsers(string locale, string language)
    {
        var (_, token) = await AskAsync(locale);
        var http = host.Anybody;
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "ko");

        AssertLanguage(language, await (await http.PostFormAsync("/consent/open", ("token", token))).PageAsync(HttpStatusCode.OK));
    }

    [Fact]
    public async Task Switch_KeepsTheTokenInTheForm_AndTheDecisionKeepsTheLanguage()
    {
        var (id, token) = await AskAsync("de-AT");
        var german = await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.OK);
        var menu = german.QuerySelector<IHtmlFormElement>(".languages form")!;
        Assert.Equal(("post", "/consent/open"), (menu.GetAttribute("method"), menu.GetAttribute("action")));

        var turkish = await SwitchAsync(menu, "tr");
        AssertLanguage("tr", turkish);
        Assert.Equal("decide", turkish.Kind());

        var form = turkish.QuerySelector<IHtmlFormElement>("form[action='/consent/decision']")!;
        var wrong = await (await host.Anybody.PostFormAsync("/consent/decision", [.. Hidden(form)])).PageAsync(HttpStatusCode.UnprocessableEntity);
        AssertLanguage("tr", wrong);

        var outcome = await (await host.Anybody.PostFormAsync(
            "/consent/decision",
            [
                .. Hidden(wrong.QuerySelector<IHtmlFormElement>("form[action='/consent/decision']")!),
                ("decision", "refuse"), ("guardianName", "İpek Işık"), ("relationship", "anne"), ("attestation", "yes"),
            ])).PageAsync(HttpStatusCode.OK);
        AssertLanguage("tr", outcome);
        Assert.Equal("refused", outcome.Outcome());
        Assert.Equal(RegistrationState.Refused, host.Find(id).State);

        var later = await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.OK);
        AssertLanguage("de", later);
        AssertLanguage("ja", await SwitchAsync(later.QuerySelector<IHtmlFormElement>(".languages form")!, "ja"));
    }

    [Fact]
    public async Task Grant_IsAnswered_AndCanBeWithdrawn_InTheLanguageChosen()
    {
        var (id, token) = await AskAsync("en");
        var page = await (await host.Anybody.PostFormAsync("/consent/open", ("token", token), ("language", "ar"))).PageAsync(HttpStatusCode.OK);
        var granted = await (await host.Anybody.PostFormAsync(
            "/consent/decision",
            [
                .. Hidden(page.QuerySelector<IHtmlFormElement>("form[action='/consent/decision']")!),
                ("decision", "grant"), ("guardianName", "علي رضا"), ("relationship", "أب"), ("attestation", "yes"),
            ])).PageAsync(HttpStatusCode.OK);
        AssertLanguage("ar", granted);
        Assert.Equal("granted", granted.Outcome());
        Assert.Equal(RegistrationState.Granted, host.Find(id).State);

        var manage = await (await host.Anybody.PostFormAsync(
            "/consent/open", [.. Hidden(granted.QuerySelector<IHtmlFormElement>("main form[action='/consent/open']")!)])).PageAsync(HttpStatusCode.OK);
        Assert.Equal("manage", manage.Kind());
        AssertLanguage("ar", manage);
    }

    [Theory]
    [InlineData("tlh")]
    [InlineData("")]
    [InlineData("DE")]
    [InlineData("<script>")]
    [InlineData("zh-Hans-CN")]
    public async Task LanguageThatIsNotOffered_ChangesNothing(string language)
    {
        var (_, token) = await AskAsync("fr");

        AssertLanguage("fr", await (await host.Anybody.PostFormAsync("/consent/open", ("token", token), ("language", language))).PageAsync(HttpStatusCode.OK));
        AssertLanguage("fr", await (await host.Anybody.PostFormAsync(
            "/consent/open", ("token", token), ("language", "de"), ("language", "it"))).PageAsync(HttpStatusCode.OK));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("")]
    public async Task BrokenLink_IsExplainedInTheLanguageChosen_WithoutRepeatingTheToken(string token)
    {
        var page = await (await host.Anybody.PostFormAsync("/consent/open", ("token", token), ("language", "pl"))).PageAsync(HttpStatusCode.BadRequest);

        AssertLanguage("pl", page);
        Assert.Equal("get", page.QuerySelector(".languages form")!.GetAttribute("method"));
        Assert.Empty(page.QuerySelectorAll("input[name=token]"));
        Assert.Equal("pl", page.QuerySelector("#code-form [name=language]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Dates_AreOfICU() => Assert.Contains(
        "Jänner", await MonthOfDeadlineAsync("de-AT"), StringComparison.Ordinal);

    private static void AssertLanguage(string language, IHtmlDocument page)
    {
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(language == "ar" ? "rtl" : "ltr", page.DocumentElement.GetAttribute("dir"));
        Assert.Equal([language], page.QuerySelectorAll(".languages [aria-current]").Select(button => button.GetAttribute("value")).DefaultIfEmpty(language));
    }

    private static IEnumerable<(string Name, string Value)> Hidden(IHtmlFormElement form) =>
        form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(field => (field.Name!, field.Value));

    private async Task<IHtmlDocument> SwitchAsync(IHtmlFormElement menu, string language) => await (await host.Anybody.PostFormAsync(
        menu.GetAttribute("action")!, [.. Hidden(menu), ("language", menu.QuerySelector($"button[value='{language}']")!.GetAttribute("value")!)])).PageAsync(HttpStatusCode.OK);

    private async Task<string> MonthOfDeadlineAsync(string locale)
    {
        await using var own = await StartedHost.StartAsync();
        own.Host.Clock.Now = new DateTimeOffset(2027, 1, 2, 9, 0, 0, TimeSpan.Zero);
        var (_, token) = await AskAsync(locale, own.Host);
        return (await (await own.Host.OpenAsync(token)).PageAsync(HttpStatusCode.OK)).QuerySelector(".notice")!.TextContent;
    }

    private async Task<(string Id, string Token)> AskAsync(string locale, ConsentHost? other = null)
    {
        var asked = other ?? host;
        var answer = await (await asked.Sample.RegisterAsync(
            Bodies.Minor($"reader-{Interlocked.Increment(ref subjects)}").WithText("locale", locale))).JsonAsync(HttpStatusCode.Accepted);
        var id = answer.GetProperty("registrationId").GetString()!;
        return (id, await asked.TokenAsync(id, LinkKind.Decide));
    }
}
