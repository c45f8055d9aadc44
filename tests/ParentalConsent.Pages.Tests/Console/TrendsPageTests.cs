using System.Text.RegularExpressions;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Pages.Tests.Console;

public sealed class TrendsPageTests
{
    [Fact]
    public async Task EveryChart_HasANameASummary_AndItsNumbersInATable()
    {
        var page = await Every.ReadAsync("console trends");

        var charts = page.QuerySelectorAll("figure.chart > svg");
        Assert.Equal(4, charts.Length);
        Assert.All(charts, chart =>
        {
            Assert.Equal("img", chart.GetAttribute("role"));
            Assert.NotEmpty(page.GetElementById(chart.GetAttribute("aria-labelledby")!)!.TextContent);
            Assert.Contains(":", page.GetElementById(chart.GetAttribute("aria-describedby")!)!.TextContent, StringComparison.Ordinal);
        });
        Assert.Equal(4, page.QuerySelectorAll("table").Length);
    }

    [Fact]
    public void EveryReason_HasAColourOfItsOwn()
    {
        using var reader = new StreamReader(typeof(PageRenderer).Assembly.GetManifestResourceStream("assets/console.css")!);
        var style = reader.ReadToEnd();
        string[] colours = [.. Enum.GetValues<DeletionReason>().Select((_, number) => Regex.Match(style, $$"""\.series-{{number}} \{\s*fill: (.+);""").Groups[1].Value)];
        Assert.DoesNotContain("", colours);
        Assert.Distinct(colours);
    }

    [Fact]
    public async Task Bars_AddUpToTheTable()
    {
        var page = await Every.ReadAsync("console trends");
        var trends = Every.Trends();

        var table = page.QuerySelector("table[aria-labelledby=deleted]")!;
        var cells = table.QuerySelectorAll("td").Select(cell => int.Parse(cell.TextContent.Trim(), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(trends.Days.Sum(day => day.Deleted.Values.Sum()), cells.Sum());
        Assert.Equal(cells.Count(count => count > 0), page.QuerySelectorAll("figure.chart")[0].QuerySelectorAll("svg[role=img] rect").Length);
    }
}
