using System.Net;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.TestKit.Forms;

namespace ParentalConsent.Functions.Tests.Console;

/// <summary>What auditors may, and what only operators may.</summary>
public sealed class StaffRoleTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync()
    {
        host.Settings.Add("Console:TrustAppServiceAuthentication=true");
        return host.InitializeAsync();
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Auditor_ReadsEverythingWithoutPersonalData()
    {
        var (id, _) = await host.AskAsync();
        await host.Log.AppendAsync([Administrator.Deletion(1)], CancellationToken.None);
        foreach (var auditor in (HttpClient[])[host.With(await host.AuditorSessionAsync()), host.Account("ConsentAuditor")])
        {
            foreach (var path in (string[])
            [
                "/console", "/console/deletion-log", "/console/deletion-log.csv", $"/console/deletions/{Administrator.Deletion(1).DeletionId}",
                "/console/verification", "/console/signals", "/console/trends", "/console/webhooks", "/console/discoveries", "/console/reviews", $"/console/registrations/{id}",
            ])
            {
                var response = await auditor.GetPathAsync(path);
                Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
                Assert.DoesNotContain("Marked", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task Auditor_SeesNoFormAndActsNowhere_AndNothingIsRead()
    {
        var (id, token) = await host.SayYesAsync();
        await host.SendFormAsync(token, SampleForms.Png);
        var upload = host.Find(id).Verification.Upload!;
        host.Calls.Reset();
        foreach (var auditor in (HttpClient[])[host.With(await host.AuditorSessionAsync()), host.Account("ConsentAuditor"), host.Account("SomethingElse")])
        {
            foreach (var answer in new[]
            {
                await auditor.GetPathAsync($"/console/reviews/{id}"),
                await auditor.GetPathAsync($"/console/reviews/{id}/{upload}"),
                await auditor.GetPathAsync("/console/attestations"),
                await auditor.PostFormAsync($"/console/reviews/{id}", ("upload", upload), ("finding", "accept")),
                await auditor.PostFormAsync($"/console/reviews/{id}", ("upload", upload)),
                await auditor.PostFormAsync("/console/attestations", ("code", host.Find(id).Verification.Reference!)),
                await auditor.PostFormAsync("/console/webhooks/sample"),
            })
            {
                Assert.Equal("Not with your role", (await answer.PageAsync(HttpStatusCode.Forbidden)).QuerySelector("h1")!.TextContent);
            }
        }

        Assert.Empty(host.Calls.Names);
        Assert.Equal(RegistrationState.AwaitingParent, host.Find(id).State);
    }

    [Fact]
    public async Task AccountWithoutARole_ReadsNothing()
    {
        host.Calls.Reset();
        foreach (var path in (string[])["/console/deletion-log", "/console/signals", "/console/registrations/0123456789abcdef0123456789abcdef"])
        {
            await (await host.Account("SomethingElse").GetPathAsync(path)).PageAsync(HttpStatusCode.Forbidden);
        }

        Assert.Equal("forbidden", await (await host.Account("SomethingElse").GetPathAsync("/api/v1/deletion-log")).ProblemCodeAsync(HttpStatusCode.Forbidden));
        Assert.Empty(host.Calls.Names);
        Assert.Empty(host.LogCalls.Names);
    }

    [Fact]
    public async Task RolesHaveTheNamesOfTheSettings()
    {
        await using var started = await StartedHost.StartAsync(
            "Console:TrustAppServiceAuthentication=true", "Console:OperatorRole=Boss", "Console:AuditorRole=Guest");

        Assert.Equal(HttpStatusCode.OK, (await started.Host.Account("Boss").GetPathAsync("/console/attestations")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await started.Host.Account("Guest").GetPathAsync("/console/attestations")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await started.Host.Account("Guest").GetPathAsync("/console/deletion-log")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await started.Host.Account("ConsentAdministrator").GetPathAsync("/console/deletion-log")).StatusCode);
    }
}
