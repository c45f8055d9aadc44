using System.Net;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Console;

public sealed class DiscoveryPagesTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Progress_IsShownWhileItRuns_AndRestsAtItsEnd()
    {
        const string Lines = "{\"subjectId\":\"marked-1\",\"age\":40}\n{\"subjectId\":\"marked-2\",\"age\":9,\"parentEmail\":\"marked@example.test\"}\n{}\n";
        var answer = await (await host.Sample.PostTextAsync("/api/v1/discoveries?end=true", Lines, "application/x-ndjson")).JsonAsync(HttpStatusCode.Accepted);
        var id = answer.GetProperty("discoveryId").GetString()!;
        var auditor = host.With(await host.AuditorSessionAsync());
        var before = await (await auditor.GetPathAsync($"/console/discoveries/{id}")).PageAsync(HttpStatusCode.OK);
        Assert.Equal("working", before.QuerySelector("[data-state]")!.GetAttribute("data-state"));
        Assert.Equal(("0", "3"), (before.QuerySelector("progress")!.GetAttribute("value"), before.QuerySelector("progress")!.GetAttribute("max")));
        Assert.Null(before.QuerySelector("meta[http-equiv=refresh]"));
        var followed = await (await auditor.GetPathAsync($"/console/discoveries/{id}?follow=yes")).PageAsync(HttpStatusCode.OK);
        Assert.NotNull(followed.QuerySelector("meta[http-equiv=refresh]"));
        await host.WorkAsync();

        var after = await (await auditor.GetPathAsync($"/console/discoveries/{id}?follow=yes")).PageAsync(HttpStatusCode.OK);
        Assert.Null(after.QuerySelector("meta[http-equiv=refresh]"));
        Assert.Equal(
            ["NotRequired 1", "Pending 1", "Invalid 1"],
            after.QuerySelectorAll("[data-outcome]")
                .Select(row => $"{row.GetAttribute("data-outcome")} {row.QuerySelector("td")!.TextContent}")
                .Where(row => !row.EndsWith(" 0", StringComparison.Ordinal)));
        var list = await (await auditor.GetPathAsync("/console/discoveries")).PageAsync(HttpStatusCode.OK);
        Assert.Equal(id, Assert.Single(list.QuerySelectorAll("[data-discovery]")).GetAttribute("data-discovery"));
        Assert.DoesNotContain("marked", after.DocumentElement.OuterHtml + list.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task NoSuchDiscovery_IsNotFound_AndNobodyLooksWithoutSigningIn()
    {
        var auditor = host.With(await host.AuditorSessionAsync());
        foreach (var id in (string[])[Discovery.NewId(), "none"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetPathAsync($"/console/discoveries/{id}")).StatusCode);
            Assert.Equal(HttpStatusCode.SeeOther, (await host.Anybody.GetPathAsync($"/console/discoveries/{id}")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await host.Anybody.GetPathAsync("/console/discoveries")).StatusCode);
    }
}
