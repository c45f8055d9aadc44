using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Tests.Console;

public sealed class ConsolePagesTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        http = host.With(await host.SessionAsync());
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Overview_CountsWhatIsThere()
    {
        await host.AskAsync();
        await host.Log.AppendAsync([Administrator.Deletion(1), Administrator.Deletion(2)], CancellationToken.None);

        var page = await (await http.GetPathAsync("/console")).PageAsync(HttpStatusCode.OK);

        Assert.Equal("good", page.GetElementById("status")!.GetAttribute("data-status"));
        Assert.Equal("1", page.GetElementById("waiting")!.TextContent);
        Assert.Equal("2", page.GetElementById("logged")!.TextContent.Trim());
    }

    [Fact]
    public async Task Overview_RaisesWhatIsOverdue()
    {
        var (id, _) = await host.AskAsync();
        host.Clock.Now = host.Find(id).Deadline.AddHours(3);
        http = host.With(await host.SessionAsync());

        var status = (await (await http.GetPathAsync("/console")).PageAsync(HttpStatusCode.OK)).GetElementById("status")!;

        Assert.Equal("attention", status.GetAttribute("data-status"));
        Assert.Contains("1 registration is overdue for deletion, the oldest for 3 hours", status.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_IsPaged_NewestFirst()
    {
        await host.Log.AppendAsync([.. Enumerable.Range(1, 49).Select(number => Administrator.Deletion(number))], CancellationToken.None);
        await host.Log.AppendAsync([.. Enumerable.Range(50, 30).Select(number => Administrator.Deletion(number))], CancellationToken.None);

        var first = await (await http.GetPathAsync("/console/deletion-log")).PageAsync(HttpStatusCode.OK);
        var next = first.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        var second = await (await http.GetPathAsync(next)).PageAsync(HttpStatusCode.OK);

        Assert.Equal(Enumerable.Range(30, 50).Reverse(), Numbers(first));
        Assert.Equal(Enumerable.Range(1, 29).Reverse(), Numbers(second));
        Assert.Null(second.QuerySelector("a[rel=next]"));
    }

    [Theory]
    [InlineData("from=2030-04-15&to=2030-04-15", 3)]
    [InlineData("from=2030-04-16", 1)]
    [InlineData("from=&to=&client=&reason=refused", 1)]
    [InlineData("client=sample-test", 1)]
    [InlineData("client=nobody", 0)]
    public async Task Log_IsFiltered_AndExportedTheSame(string query, int expected)
    {
        await host.Log.AppendAsync(
            [
                Administrator.Deletion(1), Administrator.Deletion(2, DeletionReason.Refused), Administrator.Deletion(3, client: "sample-test"),
                Administrator.Deletion(24),
            ],
            CancellationToken.None);

        var page = await (await http.GetPathAsync($"/console/deletion-log?{query}")).PageAsync(HttpStatusCode.OK);
        Assert.Equal(expected, Numbers(page).Count());
        Assert.Equal(expected == 0, page.GetElementById("empty") is not null);
        if (page.QuerySelector("a[href*='.csv']")?.GetAttribute("href") is { } export)
        {
            var response = await http.GetPathAsync(export);
            Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
            var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(expected, lines.Length - 1);
        }
    }

    [Fact]
    public async Task Export_ThatIsCut_LeadsToThePageWithTheNextPart()
    {
        await using var started = await StartedHost.StartAsync(4);
        await started.Host.Log.AppendAsync([.. Enumerable.Range(1, 9).Select(number => Administrator.Deletion(number))], CancellationToken.None);
        var browser = started.Host.With(await started.Host.SessionAsync());
        var sequences = new List<string>();
        var path = "/console/deletion-log.csv?client=sample";
        for (var part = 1; part <= 3; part++)
        {
            var lines = (await (await browser.GetPathAsync(path)).Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            sequences.AddRange(lines.Where(line => char.IsAsciiDigit(line[0])).Select(line => line.Split(',')[0]));
            if (part == 3)
            {
                Assert.StartsWith("1,", lines[^1], StringComparison.Ordinal);
                break;
            }

            var link = lines[^1].Split(' ')[^1];
            Assert.StartsWith("https://consent.example/console/deletion-log?client=sample&cursor=", link, StringComparison.Ordinal);
            var page = await (await browser.GetPathAsync(new Uri(link).PathAndQuery)).PageAsync(HttpStatusCode.OK);
            path = page.GetElementById("export-rest")!.GetAttribute("href")!;
        }

        Assert.Equal(["9", "8", "7", "6", "5", "4", "3", "2", "1"], sequences);
    }

    [Fact]
    public async Task RareFilter_OffersToSearchOn()
    {
        var page = await ShowAsync(new DeletionLogPage([], new LogCursor([30_001, 1, 1, 1])));

        Assert.Contains("among the newest", page.GetElementById("empty")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/console/deletion-log?client=sample&cursor=30001.1.1.1", page.QuerySelector("a[rel=next]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("from=2030-04-16&to=2030-04-15")]
    [InlineData("reason=boredom")]
    [InlineData("cursor=-1")]
    [InlineData("from=2030-04-16&from=2030-04-15")]
    [InlineData("client=<script>")]
    public async Task WrongFilters_AreSaid(string query)
    {
        var page = await (await http.GetPathAsync($"/console/deletion-log?{query}")).PageAsync(HttpStatusCode.UnprocessableEntity);

        Assert.NotEmpty(page.QuerySelectorAll(".errors li"));
        Assert.Empty(page.QuerySelectorAll("main script"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await http.GetPathAsync($"/console/deletion-log.csv?{query}")).StatusCode);
    }

    [Fact]
    public async Task Deletion_ShowsItsSteps()
    {
        var record = Administrator.Deletion(1);
        await host.Log.AppendAsync([record], CancellationToken.None);
        var entry = (await host.Log.FindAsync(0, record.Key, CancellationToken.None))!;

        var page = await (await http.GetPathAsync($"/console/deletions/{record.DeletionId}")).PageAsync(HttpStatusCode.OK);

        Assert.Equal(
            ["collected", "deadline", "decided", "deleted", "logged"],
            page.QuerySelectorAll("#steps > li").Select(step => step.GetAttribute("data-step")));
        Assert.Contains(entry.Hash, page.GetElementById("steps")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The same", page.GetElementById("recomputed")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0123456789abcdef01234567")]
    [InlineData("0123")]
    [InlineData("0123456789ABCDEF01234567")]
    [InlineData("'%20or%20'1'%20eq%20'1%20'%20")]
    public async Task UnknownDeletion_IsNotFound(string id) =>
        Assert.Equal("notice", (await (await http.GetPathAsync($"/console/deletions/{id}")).PageAsync(HttpStatusCode.NotFound)).Kind());

    [Fact]
    public async Task Verification_SaysThatTheLogHolds()
    {
        await host.Log.AppendAsync([Administrator.Deletion(1), Administrator.Deletion(2)], CancellationToken.None);

        var verdict = (await (await http.GetPathAsync("/console/verification")).PageAsync(HttpStatusCode.OK)).GetElementById("verdict")!;

        Assert.Equal("yes", verdict.GetAttribute("data-holds"));
        Assert.Contains("2 entries were read", verdict.TextContent, StringComparison.Ordinal);
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> ShowAsync(DeletionLogPage page) => new AngleSharp.Html.Parser.HtmlParser().ParseDocument(
        await host.Services.GetRequiredService<ConsolePages>().DeletionLogAsync(page, new DeletionLogFilters(null, null, "sample", null), null));

    private static IEnumerable<int> Numbers(AngleSharp.Html.Dom.IHtmlDocument page) =>
        page.QuerySelectorAll("tbody tr td:first-child").Select(cell => int.Parse(cell.TextContent.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture));
}
