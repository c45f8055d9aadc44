using System.Net;
using System.Text.Json.Nodes;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Policies;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Console;

public sealed class CasePagesTests : IAsyncLifetime
{
    private const string Reason = "The client told us by letter.";

    private readonly ConsentHost host = new();
    private readonly PolicyCopy policy = new();
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        policy.Change("clients.json", root => root["clients"]![0]!["deletion"] = JsonNode.Parse("""{"acknowledge":true}"""));
        host.Settings.Add($"Policy:Path={policy.Folder}");
        await host.InitializeAsync();
        http = host.With(await host.SessionAsync());
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        policy.Dispose();
    }

    [Fact]
    public async Task OpenCase_IsListed_TriedAgain_AndResolvedWithAReason()
    {
        var id = await DeleteAsync();
        var list = await (await http.GetPathAsync("/console/cases")).PageAsync(HttpStatusCode.OK);
        Assert.Equal("the client’s own systems", list.QuerySelector($"tr[data-case='{id}'] [data-waits]")!.TextContent);

        Assert.Equal(HttpStatusCode.SeeOther, (await http.PostFormAsync($"/console/cases/{id}/retry")).StatusCode);
        Assert.Equal(1, host.Feed.Events[^1].Reminder);

        var page = await (await http.GetPathAsync($"/console/deletions/{id}")).PageAsync(HttpStatusCode.OK);
        Assert.Equal("open", page.QuerySelector("tr[data-case-step=clientSystems] [data-state]")!.TextContent);
        foreach (var bad in new[] { "", "too short", "ask parent@example.org about it", new string('x', 501) })
        {
            var problem = await (await http.PostFormAsync($"/console/cases/{id}/resolve", ("step", "clientSystems"), ("reason", bad))).PageAsync(HttpStatusCode.UnprocessableEntity);
            Assert.Contains("Enter why", problem.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await http.PostFormAsync($"/console/cases/{id}/resolve", ("step", "heldData"), ("reason", Reason))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await http.PostFormAsync($"/console/cases/{id}/resolve", ("step", "clientSystems"), ("reason", Reason))).StatusCode);
        await host.WorkAsync();
        page = await (await http.GetPathAsync($"/console/deletions/{id}")).PageAsync(HttpStatusCode.OK);
        Assert.Equal("resolved by an operator", page.QuerySelector("tr[data-case-step=clientSystems] [data-state]")!.TextContent);
        Assert.Contains(Reason, page.QuerySelector("tr[data-case-step=clientSystems]")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Complete.", page.GetElementById("complete")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("form[action^='/console/cases']"));
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostFormAsync($"/console/cases/{id}/retry")).StatusCode);
        Assert.Equal(
            [$"retryCase {id} Done", $"seeDeletion {id} Done", .. Enumerable.Repeat($"resolveStep {id} NotDone", 5), $"resolveStep {id} Done", $"seeDeletion {id} Done", $"retryCase {id} NotDone"],
            host.StaffLog.Entries.Where(entry => entry.What != "signIn").Select(entry => $"{entry.What} {entry.About} {entry.Outcome}"));
    }

    [Theory]
    [InlineData("guardian", DeletionReason.GuardianRequest)]
    [InlineData("other", DeletionReason.Administrator)]
    public async Task Operator_HasARegistrationDeleted_AndTheLogSaysForWhomAndWhy(string behalf, DeletionReason reason)
    {
        var id = await host.Sample.RegisterMinorAsync();
        var page = await (await http.GetPathAsync($"/console/registrations/{id}")).PageAsync(HttpStatusCode.OK);
        Assert.NotNull(page.QuerySelector($"form[action='/console/registrations/{id}/removal']"));
        foreach (var (bad, problems) in new[]
        {
            (("behalf", ""), 2), (("behalf", "guardian"), 1), (("reason", Reason), 1), (("behalf", "somebody"), 2),
        })
        {
            var again = await (await http.PostFormAsync($"/console/registrations/{id}/removal", bad)).PageAsync(HttpStatusCode.UnprocessableEntity);
            Assert.Equal(problems, again.QuerySelectorAll("#removal [role=alert] li, #removal .errors li").Length);
            Assert.Equal(bad == ("behalf", "guardian"), again.GetElementById("behalf-guardian")!.HasAttribute("checked"));
        }

        Assert.Equal(RegistrationState.AwaitingParent, host.Find(id).State);
        Assert.Equal(HttpStatusCode.SeeOther, (await http.PostFormAsync($"/console/registrations/{id}/removal", ("behalf", behalf), ("reason", Reason))).StatusCode);
        Assert.Equal("removed", (await (await host.Sample.GetAsync($"/api/v1/registrations/{id}")).JsonAsync()).GetProperty("state").GetString());
        await host.WorkAsync();
        Assert.Equal(RegistrationState.Deleted, host.Find(id).State);
        Assert.Equal([LogKind.DeletionOrdered, LogKind.Deletion], host.Log.Entries.Select(entry => entry.Record.Kind));
        Assert.Equal(reason, host.Log.Entries[1].Record.Reason);
        page = await (await http.GetPathAsync($"/console/registrations/{id}")).PageAsync(HttpStatusCode.OK);
        Assert.Null(page.GetElementById("removal"));
        Assert.Equal(HttpStatusCode.Conflict, (await http.PostFormAsync($"/console/registrations/{id}/removal", ("behalf", behalf), ("reason", Reason))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostFormAsync($"/console/registrations/{new string('0', 32)}/removal", ("behalf", behalf), ("reason", Reason))).StatusCode);
    }

    [Fact]
    public async Task Auditor_SeesCases_AndDoesNothing()
    {
        var id = await DeleteAsync();
        var other = await host.Sample.RegisterMinorAsync("subject-2");
        var auditor = host.With(await host.AuditorSessionAsync());
        foreach (var path in new[] { "/console/cases", $"/console/deletions/{id}" })
        {
            var seen = await (await auditor.GetPathAsync(path)).PageAsync(HttpStatusCode.OK);
            Assert.Contains(id, seen.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.Empty(seen.QuerySelectorAll("main form, main button"));
            Assert.NotEmpty((await (await http.GetPathAsync(path)).PageAsync(HttpStatusCode.OK)).QuerySelectorAll("main form"));
        }

        var page = await (await auditor.GetPathAsync($"/console/registrations/{other}")).PageAsync(HttpStatusCode.OK);
        Assert.Null(page.GetElementById("removal"));
        foreach (var path in new[] { $"/console/cases/{id}/retry", $"/console/cases/{id}/resolve", $"/console/registrations/{other}/removal" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PostFormAsync(path, ("step", "clientSystems"), ("reason", Reason))).StatusCode);
            Assert.Equal(HttpStatusCode.SeeOther, (await host.Anybody.PostFormAsync(path, ("step", "clientSystems"), ("reason", Reason))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await host.Anybody.GetPathAsync("/console/cases")).StatusCode);
        Assert.Equal(RegistrationState.AwaitingParent, host.Find(other).State);
        Assert.True(Assert.Single(host.Cases.All).Steps[0].IsOpen);
    }

    private async Task<string> DeleteAsync()
    {
        var registrationId = await host.Sample.RegisterMinorAsync();
        await host.Sample.PostAsync($"/api/v1/registrations/{registrationId}/cancel", content: null);
        await host.WorkAsync();
        return host.Find(registrationId).DeletionId;
    }
}
