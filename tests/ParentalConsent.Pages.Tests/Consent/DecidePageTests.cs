using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Pages.Consent;

namespace ParentalConsent.Pages.Tests.Consent;

public sealed class DecidePageTests
{
    [Theory]
    [InlineData("Wayfarer asks for your consent")]
    [InlineData("You decide, as parent or guardian, whether Wayfarer may keep and use the data of Mia.")]
    [InlineData("Someone who signed up at Wayfarer gave us this e-mail address")]
    [InlineData("Your consent is required. Without it, Wayfarer neither uses nor passes on anything that was entered at sign-up")]
    [InlineData("Name, e-mail address and saved trips, while the account exists.")]
    [InlineData("Saved trips, to suggest places; up to 12 months.")]
    [InlineData("Data: name, e-mail address.")]
    [InlineData("Kept: while the account exists.")]
    [InlineData("Who else gets it: Acme Travel Ltd, Cork.")]
    [InlineData("You can allow everything else and still not allow that others get this data.")]
    [InlineData("within 14 days after the sign-up")]
    [InlineData("Please answer by 6 December 2026, 09:30 UTC (time left: 14 days). Without an answer, everything is deleted.")]
    [InlineData("If you say no, the data is deleted at once.")]
    [InlineData("If you do not answer within")]
    [InlineData("take your consent back at any time")]
    [InlineData("Privacy policy of Wayfarer")]
    [InlineData("privacy@wayfarer.example")]
    public async Task DirectNotice_Says(string sentence) =>
        Assert.Contains(sentence, Visible((await Every.ReadAsync("decide")).Body!), StringComparison.Ordinal);

    [Theory]
    [InlineData("If you say no, the data")]
    [InlineData("If you do not answer within")]
    [InlineData("You can see the data of your child")]
    public async Task WhatFollows_IsReadBeforeDeciding(string sentence)
    {
        var text = Visible((await Every.ReadAsync("decide")).Body!);

        Assert.InRange(text.IndexOf(sentence, StringComparison.Ordinal), 0, text.IndexOf("Your decision", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NothingIsChosenBeforehand()
    {
        var page = await Every.ReadAsync("decide");

        Assert.Empty(page.QuerySelectorAll("[checked], [selected]"));
        Assert.All(page.QuerySelectorAll<IHtmlInputElement>("input[type=text]"), input => Assert.Equal("", input.Value));
    }

    [Fact]
    public async Task AnswersLookAlike()
    {
        var answers = (await Every.ReadAsync("decide")).QuerySelectorAll("input[name=decision]").Select(input => input.ParentElement!).ToArray();

        Assert.Equal(["grant", "refuse", "notMyChild"], answers.Select(answer => answer.QuerySelector("input")!.GetAttribute("value")));
        Assert.Single(answers.Select(answer => answer.ClassName).Distinct());
        Assert.Single(answers.Select(answer => string.Join(' ', answer.Children.Select(child => $"{child.LocalName}.{child.ClassName}"))).Distinct());
    }

    [Fact]
    public async Task OnlyWhatIsAChoice_HasABox()
    {
        var page = await Every.ReadAsync("decide");

        Assert.Equal(["recommendations", "partners"], page.QuerySelectorAll("input[name=purposes]").Select(box => box.GetAttribute("value")));
        Assert.Contains("Account and trips", page.QuerySelector(".cards")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_ComeFirst_AreFocused_AndLeadToTheirFields()
    {
        var page = await Every.ReadAsync("decide, grant only");
        var summary = page.QuerySelector("main")!.FirstElementChild!;

        Assert.Equal("errors", summary.Id);
        Assert.True(summary.HasAttribute("autofocus"));
        Assert.Equal("-1", summary.GetAttribute("tabindex"));
        Assert.Equal(["#guardianName", "#relationship", "#attestation"], summary.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.All(
            summary.QuerySelectorAll("a").Select(link => page.GetElementById(link.GetAttribute("href")![1..])!),
            field => Assert.Equal("true", field.GetAttribute("aria-invalid")));
        Assert.Equal("X", page.QuerySelector<IHtmlInputElement>("#guardianName")!.Value);
        Assert.Equal(["partners", "grant"], page.QuerySelectorAll("[checked]").Select(input => input.GetAttribute("value")));
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("\"><script>alert(1)</script>")]
    [InlineData("javascript:alert(1)//{0}")]
    [InlineData("Mia\u202Eevil\u2066\u0000")]
    public async Task HostileNames_AreOnlyText(string name)
    {
        var fields = DecisionFields.Empty with { GuardianName = name, Relationship = name, Decision = name, Purposes = [name] };
        var page = Every.Parse(await Every.Consent.DecideAsync(Sample.For(name), Sample.Token, fields, DecisionRules.Check(fields)));

        Assert.Empty(page.Scripts);
        Assert.Single(page.Images);
        Assert.Empty(page.QuerySelectorAll("[onerror]"));
        Assert.Equal(
            ["https://wayfarer.example/privacy", "mailto:privacy@wayfarer.example"],
            page.Links.Select(link => link.GetAttribute("href")!).Where(href => href[0] is not ('#' or '/')).Distinct());
        Assert.DoesNotMatch(@"[\p{Cf}\0]", page.QuerySelector("main")!.TextContent);
    }

    [Theory]
    [InlineData(RegistrationState.Refused, "refused")]
    [InlineData(RegistrationState.Disowned, "disowned")]
    [InlineData(RegistrationState.Withdrawn, "withdrawn")]
    [InlineData(RegistrationState.Cancelled, "cancelled")]
    [InlineData(RegistrationState.Removed, "cancelled")]
    [InlineData(RegistrationState.OfAge, "ofage")]
    public async Task Outcome_IsSaid_WithHowToChangeIt(RegistrationState state, string word)
    {
        var page = Every.Parse(await Every.Consent.OutcomeAsync(Sample.Decided(state), earlier: true));

        Assert.Equal(word, page.GetElementById("outcome")!.GetAttribute("data-state"));
        Assert.Equal("ended", page.QuerySelector("main")!.GetAttribute("data-page"));
        Assert.Equal(["What happens now", "Changed your mind?"], page.QuerySelectorAll("h2").Select(heading => heading.TextContent));
    }

    private static string Visible(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
