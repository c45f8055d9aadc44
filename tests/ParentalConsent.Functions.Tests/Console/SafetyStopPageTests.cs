using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Watch;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Console;

public sealed class SafetyStopPageTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        host.Settings.Add("Deletion:SafetyStopAt=2");
        await host.InitializeAsync();
        http = host.With(await host.SessionAsync());
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task WithoutAStop_ThereIsNothingToRelease()
    {
        var page = await (await http.GetPathAsync("/console/safety-stop")).PageAsync(HttpStatusCode.OK);

        Assert.NotNull(page.GetElementById("none"));
        Assert.Null(page.QuerySelector("form.stack"));
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(http, "1", 3)).StatusCode);
    }

    [Fact]
    public async Task Stop_IsShownInTheOverview_AndReleasedWithAReason()
    {
        await TripAsync();

        var overview = await (await http.GetPathAsync("/console")).PageAsync(HttpStatusCode.OK);
        Assert.Contains("Deleting by deadline is stopped", overview.GetElementById("status")!.TextContent, StringComparison.Ordinal);
        var page = await (await http.GetPathAsync("/console/safety-stop")).PageAsync(HttpStatusCode.OK);
        Assert.Equal("3", page.GetElementById("due")!.TextContent);
        Assert.Equal("3", page.GetElementById("upTo")!.GetAttribute("value"));

        var stop = page.QuerySelector("input[name=stop]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(http, stop, 3)).StatusCode);

        var release = host.Watch.Rows.Stop!.Value.Release!;
        Assert.Equal(("All of one school.", 3, TimeSpan.FromHours(24)), (release.Reason, release.UpTo, release.Until - release.At));
        Assert.Equal([LogKind.SafetyStop, LogKind.SafetyRelease], host.Log.Entries.Select(entry => entry.Record.Kind));
        Assert.Contains("Ada Staff releaseSafetyStop Done", host.StaffLog.Entries.Select(entry => $"{entry.Who} {entry.What} {entry.Outcome}"));
        Assert.NotNull((await (await http.GetPathAsync("/console/safety-stop")).PageAsync(HttpStatusCode.OK)).GetElementById("released"));
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(http, stop, 3)).StatusCode);
    }

    [Theory]
    [InlineData("too short", "3", "24", 1)]
    [InlineData("\u2028\u2028   a", "0", "73", 3)]
    [InlineData("", "3.5", "-1", 3)]
    [InlineData("All of one school.", "2", "24", 1)]
    [InlineData("All of one school.", "", "", 2)]
    public async Task WrongInput_ReleasesNothing_AndSaysAllThatIsWrong(string reason, string upTo, string hours, int problems)
    {
        await TripAsync();

        var answer = await http.PostFormAsync(
            "/console/safety-stop", ("stop", host.Watch.Rows.Stop!.Value.Id), ("reason", reason), ("upTo", upTo), ("hours", hours));

        var page = await answer.PageAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(problems, page.QuerySelectorAll("[role=alert] li").Length);
        Assert.Null(host.Watch.Rows.Stop!.Value.Release);
    }

    [Fact]
    public async Task FormOfAnotherSite_ReleasesNothing()
    {
        await TripAsync();
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(http, host.Watch.Rows.Stop!.Value.Id, 3)).StatusCode);
        Assert.Null(host.Watch.Rows.Stop!.Value.Release);
    }

    [Fact]
    public async Task AuditorsAndStrangers_ReleaseNothing()
    {
        await TripAsync();
        var stop = host.Watch.Rows.Stop!.Value.Id;

        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(host.Anybody, stop, 3)).StatusCode);
        var auditor = host.With(await host.AuditorSessionAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(auditor, stop, 3)).StatusCode);
        var seen = await (await auditor.GetPathAsync("/console/safety-stop")).PageAsync(HttpStatusCode.OK);
        Assert.NotNull(seen.GetElementById("stopped"));
        Assert.Empty(seen.QuerySelectorAll("main form"));
        Assert.Null(host.Watch.Rows.Stop!.Value.Release);
    }

    private async Task TripAsync()
    {
        foreach (var number in Enumerable.Range(0, 3))
        {
            await host.Deadlines.AddAsync(new DeadlineEntry($"{number:x32}", $"{number:x16}", host.Clock.Now.AddMinutes(-number)), CancellationToken.None);
        }

        await host.Services.GetRequiredService<DeleteUnconsented>().ExecuteAsync(CancellationToken.None);
        Assert.NotNull(host.Watch.Rows.Stop);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string stop, int upTo) => http.PostFormAsync(
        "/console/safety-stop", ("stop", stop), ("reason", "All of one\r\nschool."), ("upTo", $"{upTo}"), ("hours", "24"));
}
