using System.Net;
using System.Text.Json.Nodes;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Policies;
using ParentalConsent.Functions.Tests.Work;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Functions.Tests.Cases;

/// <summary>A client whose systems are down for a day, over real HTTP on a clock that is set.</summary>
public sealed class DownForADayTests : IAsyncLifetime
{
    private readonly PolicyCopy copy = new();
    private readonly ConsentHost host = new();

    public Task InitializeAsync()
    {
        copy.Change("clients.json", root =>
        {
            root["clients"]![0]!["deletion"] = JsonNode.Parse("""{"acknowledge":true}""");
            root["clients"]![0]!["webhook"] = JsonNode.Parse("""{"url":"https://games.example/hook"}""");
        });
        host.Settings.Add($"Policy:Path={copy.Folder}");
        return host.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        copy.Dispose();
    }

    [Fact]
    public async Task Client_CatchesUpByTheFeed_Acknowledges_AndTheDeletionIsComplete()
    {
        var registrationId = await host.Sample.RegisterMinorAsync();
        await host.WorkAsync();
        var cursor = (await (await host.Sample.GetAsync("/api/v1/events")).JsonAsync()).GetProperty("next").GetString();

        host.Sender.Answer = _ => new WebhookAnswer.Failed("503");
        host.Clock.Advance(TimeSpan.FromDays(15));
        for (var hour = 0; hour < 24; hour++)
        {
            await host.SweepAsync();
            await host.WorkAsync();
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.DoesNotContain(host.Sender.Taken, told => told.Event.DeletionId is not null);
        var missed = (await (await host.Sample.GetAsync($"/api/v1/events?after={cursor}")).JsonAsync()).GetProperty("events").EnumerateArray().ToList();
        Assert.Equal(["consent.expired", "deletion.requested"], missed.Select(told => told.GetProperty("type").GetString()));
        var data = missed[1].GetProperty("data");
        Assert.Equal(registrationId, data.GetProperty("registrationId").GetString());
        var id = data.GetProperty("deletionId").GetString();

        Assert.Equal(HttpStatusCode.Accepted, (await host.Sample.PostTextAsync($"/api/v1/deletions/{id}/acknowledgements", """{"systems":["crm"]}""")).StatusCode);
        host.Sender.Answer = _ => MemoryWebhookSender.Done;
        await host.WorkAsync();
        Assert.Equal("completed", (await (await host.Sample.GetAsync($"/api/v1/deletions/{id}")).JsonAsync()).GetProperty("state").GetString());
        var after = (await (await host.Sample.GetAsync($"/api/v1/events?after={cursor}")).JsonAsync()).GetProperty("events").EnumerateArray();
        Assert.Equal("deletion.completed", after.Last().GetProperty("type").GetString());

        for (var hour = 0; hour < 24; hour++)
        {
            host.Clock.Advance(TimeSpan.FromHours(1));
            await host.WorkAsync();
        }

        Assert.Equal(["consent.expired", "deletion.requested", "deletion.completed"], host.Sender.Taken.Skip(1).Select(told => Core.Events.EventTypes.Word(told.Event.Type)));
    }
}
