using System.Net;
using ParentalConsent.Core.Holds;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Console;

public sealed class HoldPagesTests : IAsyncLifetime
{
    private const string Reason = "File 12/2026\r\n of the <authority>";
    private readonly ConsentHost host = new();
    private HttpClient http = null!;
    private string id = "";

    public async Task InitializeAsync()
    {
        host.Settings.Add("Console:TrustAppServiceAuthentication=true");
        await host.InitializeAsync();
        http = host.Account("ConsentAdministrator", "7f3c");
        id = await host.Sample.RegisterMinorAsync();
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Hold_IsSet_Shown_Ended_AndAnswered()
    {
        var form = (await (await http.GetPathAsync("/console/holds")).PageAsync(HttpStatusCode.OK)).QuerySelector("form[action='/console/holds']")!;
        var mark = form.QuerySelector("input[name=hold]")!.GetAttribute("value")!;

        var set = await http.PostFormAsync("/console/holds", ("hold", mark), ("about", $" {id} "), ("reason", Reason), ("days", "30"));
        await http.PostFormAsync("/console/holds", ("hold", mark), ("about", id), ("reason", Reason), ("days", "30"));

        Assert.Equal((HttpStatusCode.SeeOther, $"/console/holds/{mark}"), (set.StatusCode, set.Headers.Location?.ToString()));
        var page = await (await http.GetPathAsync($"/console/holds/{mark}")).PageAsync(HttpStatusCode.OK);
        Assert.Equal("File 12/2026 of the <authority>", page.GetElementById("why")!.TextContent);
        Assert.Equal("Active", page.GetElementById("state")!.TextContent);
        Assert.StartsWith("Yes", page.GetElementById("logged")!.TextContent, StringComparison.Ordinal);
        var list = await (await http.GetPathAsync("/console/holds")).PageAsync(HttpStatusCode.OK);
        Assert.Single(list.QuerySelectorAll("tbody tr[data-state=Active]"));

        Assert.Equal(HttpStatusCode.SeeOther, (await http.PostFormAsync($"/console/holds/{mark}", ("reason", "The file is closed"))).StatusCode);
        page = await (await http.GetPathAsync($"/console/holds/{mark}")).PageAsync(HttpStatusCode.OK);
        Assert.Equal(("Released", "The file is closed"), (page.GetElementById("state")!.TextContent, page.GetElementById("end-reason")!.TextContent));
        Assert.Empty(page.QuerySelectorAll("main form"));
        Assert.Equal(HttpStatusCode.Conflict, (await http.PostFormAsync($"/console/holds/{mark}", ("reason", "Another reason"))).StatusCode);

        var answered = (await (await host.Auditor.GetPathAsync("/api/v1/holds")).JsonAsync()).GetProperty("holds");
        Assert.Equal(1, answered.GetArrayLength());
        Assert.Equal(("released", "7f3c", id), (
            answered[0].GetProperty("state").GetString(), answered[0].GetProperty("endedBy").GetString(), answered[0].GetProperty("registrationId").GetString()));
        var deletionId = host.Find(id).DeletionId;
        Assert.Equal(
            [
                $"setHold {deletionId} Done", $"setHold {deletionId} Done", $"seeHold {deletionId} Done", $"endHold {deletionId} Done",
                $"seeHold {deletionId} Done", $"endHold {deletionId} NotDone",
            ],
            host.StaffLog.Entries.Select(entry => $"{entry.What} {entry.About ?? "-"} {entry.Outcome}"));
    }

    [Fact]
    public async Task Deletion_HasTheFormForItsCase_AndItsHolds()
    {
        var record = Administrator.Deletion(1);
        await host.Log.AppendAsync([record], CancellationToken.None);
        var page = await (await http.GetPathAsync($"/console/deletions/{record.DeletionId}")).PageAsync(HttpStatusCode.OK);
        var form = page.QuerySelector("form[action='/console/holds']")!;
        var (mark, about) = (form.QuerySelector("[name=hold]")!.GetAttribute("value")!, form.QuerySelector("[name=about]")!.GetAttribute("value")!);

        await http.PostFormAsync("/console/holds", ("hold", mark), ("about", about), ("reason", Reason), ("days", "730"));

        page = await (await http.GetPathAsync($"/console/deletions/{record.DeletionId}")).PageAsync(HttpStatusCode.OK);
        Assert.Equal($"/console/holds/{mark}", page.QuerySelector("#holds a")!.GetAttribute("href"));
        Assert.Equal(record.RegistrationId, Assert.Single(host.Holds.All).RegistrationId);
    }

    [Theory]
    [InlineData("x", "", "", "", 4)]
    [InlineData("0123456789abcdef", "marked-parent@example.test", "short", "0", 3)]
    [InlineData("0123456789abcdef", "", "         ab         ", "731", 3)]
    [InlineData("0123456789abcdef", null, "A reason that is long\u202e enough", "1.5", 2)]
    [InlineData("0123456789abcdef", null, "A reason that is long enough", "-1", 1)]
    public async Task WrongInput_IsSaid_AllOfIt_AndKeptInTheForm(string mark, string? about, string reason, string days, int problems)
    {
        var page = await (await http.PostFormAsync("/console/holds", ("hold", mark), ("about", about ?? id), ("reason", reason), ("days", days)))
            .PageAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(problems, page.QuerySelectorAll(".errors li").Length);
        Assert.Equal(days, page.GetElementById("days")!.GetAttribute("value"));
        Assert.Empty(host.Holds.All);
        Assert.Equal(about is null ? id : null, Assert.Single(host.StaffLog.Entries).About);
    }

    [Fact]
    public async Task ReasonTooLong_OrNone_EndsNothing()
    {
        await http.PostFormAsync("/console/holds", ("hold", "0123456789abcdef"), ("about", id), ("reason", new string('a', 500)), ("days", "1"));
        Assert.Equal(500, Assert.Single(host.Holds.All).Reason.Length);

        foreach (var reason in (string[])["", "too short", new string('a', 501)])
        {
            await (await http.PostFormAsync("/console/holds/0123456789abcdef", ("reason", reason))).PageAsync(HttpStatusCode.UnprocessableEntity);
        }

        Assert.Equal(HoldState.Active, Assert.Single(host.Holds.All).State);
    }

    [Fact]
    public async Task UnknownCaseAndUnknownHold_AreNotFound()
    {
        await (await http.PostFormAsync("/console/holds", ("hold", "0123456789abcdef"), ("about", new string('0', 32)), ("reason", Reason), ("days", "1"))).PageAsync(HttpStatusCode.NotFound);
        await (await http.GetPathAsync("/console/holds/0123456789abcdef")).PageAsync(HttpStatusCode.NotFound);
        await (await http.GetPathAsync("/console/holds/marked-parent@example.test")).PageAsync(HttpStatusCode.NotFound);
        await (await http.PostFormAsync("/console/holds/0123456789abcdef", ("reason", Reason))).PageAsync(HttpStatusCode.NotFound);

        Assert.DoesNotContain(host.StaffLog.Entries, entry => entry.About?.Contains("marked", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task Auditors_See_AndDoNotAct()
    {
        await http.PostFormAsync("/console/holds", ("hold", "0123456789abcdef"), ("about", id), ("reason", Reason), ("days", "1"));
        var auditor = host.Account("ConsentAuditor");

        foreach (var path in new[] { "/console/holds", "/console/holds/0123456789abcdef" })
        {
            Assert.Empty((await (await auditor.GetPathAsync(path)).PageAsync(HttpStatusCode.OK)).QuerySelectorAll("main form"));
            Assert.NotEmpty((await (await http.GetPathAsync(path)).PageAsync(HttpStatusCode.OK)).QuerySelectorAll("main form"));
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PostFormAsync("/console/holds/0123456789abcdef", ("reason", Reason))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PostFormAsync("/console/holds", ("hold", "f123456789abcdef"), ("about", id), ("reason", Reason), ("days", "1"))).StatusCode);
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostFormAsync("/console/holds/0123456789abcdef", ("reason", Reason))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await host.Anybody.PostFormAsync("/console/holds", ("hold", "f123456789abcdef"))).StatusCode);
        Assert.Equal("unauthorized", await (await host.Sample.GetPathAsync("/api/v1/holds")).ProblemCodeAsync(HttpStatusCode.Unauthorized));

        Assert.Equal(HoldState.Active, Assert.Single(host.Holds.All).State);
        Assert.Equal(2, host.StaffLog.Entries.Count(entry => entry.Outcome is StaffOutcome.Refused));
    }
}
