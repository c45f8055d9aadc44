using System.Net;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Policies;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Console;

public sealed class WebhooksTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();
    private readonly PolicyCopy policy = new();

    public Task InitializeAsync()
    {
        policy.Change("clients.json", root => root["clients"]![0]!["webhook"] = System.Text.Json.Nodes.JsonNode.Parse("""{"url":"https://games.example/hook"}"""));
        host.Settings.Add($"Policy:Path={policy.Folder}");
        return host.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        policy.Dispose();
    }

    [Fact]
    public async Task Events_AreDelivered_AndTheConsoleShowsIt()
    {
        await host.Sample.RegisterMinorAsync();
        await host.WorkAsync();
        Assert.Equal("registration.pending", Core.Events.EventTypes.Word(Assert.Single(host.Sender.Taken).Event.Type));
        Assert.Equal("works", await StateAsync());
    }

    [Fact]
    public async Task PausedWebhook_IsShown_AndAnOperatorResumesIt()
    {
        host.Sender.Answer = _ => new WebhookAnswer.Gone("410");
        await host.Sample.RegisterMinorAsync();
        await host.WorkAsync();
        Assert.Equal("paused, as it asked", await StateAsync());
        var auditor = host.With(await host.AuditorSessionAsync());
        Assert.Empty((await (await auditor.GetPathAsync("/console/webhooks")).PageAsync(HttpStatusCode.OK)).QuerySelectorAll("main form"));

        host.Sender.Answer = _ => ParentalConsent.TestKit.Memory.MemoryWebhookSender.Done;
        var console = host.With(await host.SessionAsync());
        Assert.Equal(HttpStatusCode.SeeOther, (await console.PostFormAsync("/console/webhooks/sample")).StatusCode);
        await host.WorkAsync();
        Assert.Single(host.Sender.Taken);
        Assert.Equal("works", await StateAsync());
    }

    [Theory]
    [InlineData("/console/webhooks/sample-test")]
    [InlineData("/console/webhooks/nobody")]
    [InlineData("/console/webhooks/No%20Id")]
    public async Task WebhookThatIsNone_IsNotResumed(string path)
    {
        var console = host.With(await host.SessionAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await console.PostFormAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Nobody_SeesOrResumes()
    {
        Assert.Equal(HttpStatusCode.SeeOther, (await host.Anybody.GetPathAsync("/console/webhooks")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await host.Anybody.PostFormAsync("/console/webhooks/sample")).StatusCode);
        Assert.Empty(host.Queues.Sent);
    }

    private async Task<string> StateAsync()
    {
        var console = host.With(await host.SessionAsync());
        var page = await (await console.GetPathAsync("/console/webhooks")).PageAsync(HttpStatusCode.OK);
        return page.QuerySelector("tr[data-client=sample] [data-state]")!.TextContent;
    }
}
