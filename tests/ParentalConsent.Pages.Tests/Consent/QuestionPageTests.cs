using AngleSharp.Html.Dom;
using ParentalConsent.Pages.Consent;

namespace ParentalConsent.Pages.Tests.Consent;

/// <summary>The page that asks for more, and those that say what came of it.</summary>
public sealed class QuestionPageTests
{
    [Fact]
    public async Task Page_ShowsOnlyWhatIsNew_AndSaysThatTheRestStays()
    {
        var page = await Every.ReadAsync("question");
        var text = Visible(page);

        Assert.Equal("question", page.QuerySelector("main")!.GetAttribute("data-page"));
        Assert.Equal(["recommendations", "partners"], page.QuerySelectorAll("input[name=purposes]").Select(box => box.GetAttribute("value")));
        Assert.Contains("What was allowed before stays as it is, whatever you answer.", text, StringComparison.Ordinal);
        Assert.Contains("Without an answer, nothing changes.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("deleted", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("everything is deleted", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Account and trips", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswersLookAlike_NoneIsChosen_AndNotMyChildCanBeSaid()
    {
        var page = await Every.ReadAsync("question");
        var answers = page.QuerySelectorAll("input[name=decision]").OfType<IHtmlInputElement>().ToArray();

        Assert.Equal(["grant", "refuse", "notMyChild"], answers.Select(answer => answer.Value));
        Assert.Single(answers.Select(answer => (answer.ParentElement!.ClassName, answer.ClassName)).Distinct());
        Assert.DoesNotContain(page.QuerySelectorAll("input[type=radio], input[type=checkbox]").OfType<IHtmlInputElement>(), field => field.IsChecked);
    }

    [Fact]
    public async Task WhatIsPartOfEveryYes_HasNoBox()
    {
        var page = Every.Parse(await Every.Consent.DecideAsync(
            Sample.Question with { Purposes = ["account", "partners"] }, Sample.Token, DecisionFields.Empty, []));

        Assert.Equal(["partners"], page.QuerySelectorAll("input[name=purposes]").Select(box => box.GetAttribute("value")));
        Assert.Contains("Part of every yes to this question.", Visible(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("question, allowed", "question-granted", "The new consent is recorded")]
    [InlineData("question, refused", "question-refused", "Everything stays as it is")]
    [InlineData("question, lapsed", "question-lapsed", "The time to answer is over")]
    public async Task Over_SaysWhatCameOfIt_AndThatTheRestStays(string name, string outcome, string title)
    {
        var page = await Every.ReadAsync(name);

        Assert.Equal(outcome, page.QuerySelector("#outcome")!.GetAttribute("data-state"));
        Assert.Equal(title, page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Contains("What was allowed before stays as it is", Visible(page), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task WhatIsLeftToDo_IsNotMoreThanTheQuestion()
    {
        var text = Visible(await Every.ReadAsync("question, form awaited"));

        Assert.Contains("After that, your yes to this question does not count, and nothing changes.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("everything about this request is deleted", text, StringComparison.Ordinal);
    }

    private static string Visible(IHtmlDocument page) => string.Join(' ', page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
