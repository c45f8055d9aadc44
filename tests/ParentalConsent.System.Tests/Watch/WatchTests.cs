using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Watch;
using ParentalConsent.SystemTests.Host;
using Xunit.Abstractions;

namespace ParentalConsent.SystemTests.Watch;

/// <summary>The watch on the app as it runs, on real storage.</summary>
public sealed class WatchTests(ITestOutputHelper output) : IAsyncLifetime
{
    private SystemHost host = null!;

    public async Task InitializeAsync() => host = await SystemHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task QueuesHeartbeats_CostOneCallAMinute_HoweverManyMessagesThereAre()
    {
        const int Mails = 12;
        await host.Storage.PausePollingAsync();
        for (var index = 0; index < Mails; index++)
        {
            await host.Client.RegisterAsync($"minor-{index}", $"parent-{index}@example.test");
        }

        var began = host.Clock.GetUtcNow();
        await host.CountWorkAsync("outgoing-mail", Mails);
        var minutes = (host.Clock.GetUtcNow() - began).TotalMinutes;

        var beats = host.Storage.Calls.Count(call => call.IsHeartbeat);
        output.WriteLine($"{Mails} mails: {beats} heartbeat(s) in {minutes:F1} min");
        Assert.InRange(beats, 1, 1 + (int)minutes);
        var beat = Assert.Single((await host.Services.GetRequiredService<IWatchStore>().ReadAsync(default)).Heartbeats);
        Assert.Equal("SendMail", beat.Function);
        Assert.InRange(beat.FinishedAt!.Value, began, host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task ClockThatStepsAhead_DeletesNothing_UntilStorageAgrees()
    {
        var id = await host.Client.RegisterAsync("minor", "parent@example.test");
        await host.CountWorkAsync("outgoing-mail");
        var test = await host.TestClient.RegisterAsync("scaled", "other@example.test");
        host.Storage.Clock = TimeProvider.System.GetUtcNow;
        host.Clock.Advance(TimeSpan.FromDays(15));

        var waits = await host.CountRequestAsync(host.SweepAsync);
        Assert.Equal(0, waits["deletions put"]);
        Assert.Equal("clockDiffers", (await host.Console.GetAsync("health/ready")).Json.GetProperty("deletion").GetProperty("state").GetString());
        Assert.Equal("awaitingParent", await host.Client.StateAsync(id));
        Assert.Equal("awaitingParent", await host.TestClient.StateAsync(test));

        host.Storage.Clock = host.Clock.GetUtcNow;
        var goesOn = await host.CountRequestAsync(host.SweepAsync);
        Assert.InRange(goesOn["deletions put"], 1, 2);
        await host.CountWorkAsync("deletions", goesOn["deletions put"]);
        Assert.Equal("deleted", await host.Client.StateAsync(id));
        Assert.Equal("deleted", await host.TestClient.StateAsync(test));
    }
}
