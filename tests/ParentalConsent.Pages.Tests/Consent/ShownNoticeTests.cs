using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ParentalConsent.Core.Notices;
using ParentalConsent.Pages.Consent;

namespace ParentalConsent.Pages.Tests.Consent;

/// <summary>What the page shows is what the decision's hash names.</summary>
public sealed class ShownNoticeTests
{
    [Theory]
    [InlineData("decide")]
    [InlineData("decide, grant only")]
    public async Task Page_ShowsTheNoticeWordForWord_SoThatItsHashCanBeMadeAnewFromIt(string name)
    {
        var page = await Every.ReadAsync(name);

        var text = Read(page);

        Assert.Equal(ComposeNotice.For(Sample.Policies, Sample.Waiting)!.Text, text);
        Assert.Equal(
            page.QuerySelector<IHtmlInputElement>($"input[type=hidden][name={DecisionFields.NoticeName}]")!.Value,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public async Task Notice_StandsBeforeTheDecision_AndTheChildsNameOutsideOfIt()
    {
        var page = await Every.ReadAsync("decide");
        var decision = page.GetElementById("decision-grant")!;

        Assert.All(page.QuerySelectorAll("[data-notice]"), element =>
        {
            Assert.True(element.CompareDocumentPosition(decision).HasFlag(DocumentPositions.Following));
            Assert.DoesNotContain("Mia", element.TextContent, StringComparison.Ordinal);
        });
        Assert.Contains("Mia", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>As docs/policy.md says that it is written, from what is visible and marked.</summary>
    private static string Read(IHtmlDocument page)
    {
        var text = new StringBuilder();
        var before = "";
        foreach (var element in page.QuerySelectorAll("[data-notice]"))
        {
            var (kind, words) = (element.GetAttribute("data-notice")!, element.TextContent);
            if (before is "purpose-line" && kind != before)
            {
                text.Append('\n');
            }

            before = kind;
            text.Append(kind switch
            {
                "title" => $"{words}\n{new string('=', words.Length)}\n\n",
                "heading" => $"{words}\n{new string('-', words.Length)}\n\n",
                "line" => $"{words}\n\n",
                "purpose" => $"* {words}\n",
                "purpose-line" => $"  {words}\n",
                _ => throw new InvalidOperationException(kind),
            });
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }
}
