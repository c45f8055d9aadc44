using System.Text.Json;
using System.Text.Json.Nodes;
using ParentalConsent.SystemTests.Host;
using ParentalConsent.TestKit.App;
using ParentalConsent.TestKit.Webhooks;
using Xunit.Abstractions;

namespace ParentalConsent.SystemTests.Webhooks;

/// <summary>From a registration to the client's endpoint, through the whole app.</summary>
public sealed class WebhookTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly WebhookReceiver receiver = new();
    private readonly string secret = WebhookReceiver.NewSecret();
    private SystemHost host = null!;

    public async Task InitializeAsync() => host = await SystemHost.StartAsync(settings =>
    {
        settings[$"Secrets__webhook-secret-{AppSettings.TestClientId}"] = secret;
        settings["Policy__Path"] = PolicyFolder.Create((id, client) =>
        {
            if (id == AppSettings.TestClientId)
            {
                client["webhook"] = new JsonObject { ["url"] = receiver.Url.AbsoluteUri };
            }
        });
    });

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task WhatHappens_ArrivesSigned_InOrder_AndOneThatIsDownCatchesUp()
    {
        receiver.Status = 500;
        var id = await host.TestClient.RegisterAsync("minor", "parent@example.test");
        await Eventually.TrueAsync(() => receiver.Received.Count >= 1, "a first try");
        await host.TestClient.PostAsync($"api/v1/registrations/{id}/cancel", new { });
        receiver.Status = 204;
        string[] expected = ["registration.pending", "deletion.requested", "deletion.completed"];
        await Eventually.TrueAsync(() => Taken().Count() >= expected.Length, "all events delivered");

        Assert.Equal(expected, Taken());
        Assert.All(receiver.Received, request => Assert.True(WebhookReceiver.IsSigned(request, secret)));
        Assert.All(receiver.Received, request => Assert.Contains(id, request.Body, StringComparison.Ordinal));
        output.WriteLine($"{receiver.Received.Count} tries; storage: {new Storage.CallCount(host.Storage.Calls)}");

        // Each event once, in the order of its last arrival: tries that failed come before.
        IEnumerable<string> Taken() => receiver.Received.GroupBy(request => request.Headers["webhook-id"])
            .Select(tries => JsonDocument.Parse(tries.Last().Body).RootElement.GetProperty("type").GetString()!).Distinct();
    }
}
