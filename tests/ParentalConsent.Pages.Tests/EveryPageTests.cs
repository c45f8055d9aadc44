using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace ParentalConsent.Pages.Tests;

/// <summary>What holds for every page.</summary>
public sealed class EveryPageTests
{
    private static readonly string[] Assets = typeof(PageRenderer).Assembly.GetManifestResourceNames();

    public static TheoryData<string> Name => Every.Name;

    [Theory]
    [MemberData(nameof(Name))]
    public async Task Page_HasNoInlineScriptOrStyle_AndLoadsOnlyOurAssets(string name)
    {
        var page = await Every.ReadAsync(name);

        Assert.Empty(page.QuerySelectorAll("style, [style], iframe, object, embed, base"));
        Assert.All(page.Scripts, script => Assert.True(script.TextContent.Length == 0 && script.Source?.StartsWith("/assets/", StringComparison.Ordinal) is true));

        // The picture that a guardian sent is the one thing that is no asset, and only the console shows it.
        foreach (var picture in page.QuerySelectorAll("img.form-picture"))
        {
            Assert.StartsWith("/console/reviews/", picture.GetAttribute("src"), StringComparison.Ordinal);
            picture.Remove();
        }

        Assert.All(
            page.QuerySelectorAll("link[href], [src]"),
            element => Assert.StartsWith("/assets/", element.GetAttribute("href") ?? element.GetAttribute("src"), StringComparison.Ordinal));
        Assert.All(
            page.QuerySelectorAll("link[href], [src]"),
            element => Assert.Contains((element.GetAttribute("href") ?? element.GetAttribute("src"))![1..], Assets));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Name))]
    public async Task Page_LoadsAgainByItself_OnlyWhereSomebodyAskedForIt(string name)
    {
        var page = await Every.ReadAsync(name);

        Assert.Equal(name == "console discovery, followed" ? 1 : 0, page.QuerySelectorAll("meta[http-equiv=refresh]").Length);
    }

    [Theory]
    [MemberData(nameof(Name))]
    public async Task Page_HasLandmarksHeadingsAndLanguage(string name)
    {
        var page = await Every.ReadAsync(name);

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.False(string.IsNullOrWhiteSpace(page.Title));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.Single(page.QuerySelectorAll("body > header"));
        Assert.Single(page.QuerySelectorAll("body > footer"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Empty(page.QuerySelectorAll("h3, h4, h5, h6"));
        Assert.All(page.QuerySelectorAll("h1, h2"), heading => Assert.False(string.IsNullOrWhiteSpace(heading.TextContent)));
        Assert.Equal("#main", page.QuerySelector("body > a")!.GetAttribute("href"));
        Assert.Equal("width=device-width, initial-scale=1", page.QuerySelector("meta[name=viewport]")!.GetAttribute("content"));
    }

    [Theory]
    [MemberData(nameof(Name))]
    public async Task Fields_HaveLabels_AndReferencesLeadSomewhere(string name)
    {
        var page = await Every.ReadAsync(name);

        Assert.All(
            page.QuerySelectorAll("input:not([type=hidden]), select, textarea"),
            field => Assert.True(page.QuerySelector($"label[for='{field.Id}']")?.TextContent.Trim().Length > 0, field.OuterHtml));
        Assert.All(page.QuerySelectorAll("fieldset"), group => Assert.IsAssignableFrom<IHtmlLegendElement>(group.FirstElementChild));
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        var references = page.QuerySelectorAll("[aria-describedby]").SelectMany(element => element.GetAttribute("aria-describedby")!.Split(' '))
            .Concat(page.QuerySelectorAll("[aria-labelledby]").Select(element => element.GetAttribute("aria-labelledby")!))
            .Concat(page.QuerySelectorAll("[for]").Select(element => element.GetAttribute("for")!))
            .Concat(page.QuerySelectorAll("a[href^='#']").Select(element => element.GetAttribute("href")![1..]));
        Assert.All(references, reference => Assert.Contains(reference, ids));
        Assert.All(page.QuerySelectorAll("button"), button => Assert.Equal("submit", button.GetAttribute("type")));
        Assert.All(page.Images, image => Assert.NotNull(image.GetAttribute("alt")));
    }

    [Theory]
    [MemberData(nameof(Name))]
    public async Task Token_StandsOnlyInHiddenFields(string name)
    {
        var page = await Every.ReadAsync(name);
        foreach (var field in page.QuerySelectorAll("form[method=post] input[type=hidden][name=token]"))
        {
            field.Remove();
        }

        // The one that is to be kept by hand.
        page.QuerySelector("p.code")?.Remove();

        Assert.DoesNotContain(Sample.Token, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Name))]
    public async Task Forms_AreSentToUs_AndThoseOfGuardiansByPost(string name)
    {
        var page = await Every.ReadAsync(name);

        Assert.All(page.Forms, form => Assert.Matches("^/(con.*|certificates/.*)?$", form.GetAttribute("action")));
        Assert.All(page.QuerySelectorAll("form:has([name=token], [name=key])"), form => Assert.Equal("post", form.GetAttribute("method")));
    }
}
