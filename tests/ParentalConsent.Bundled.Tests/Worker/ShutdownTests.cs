using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Bundled.Tests.Worker.Functions;

namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class ShutdownTests
{
    [Fact]
    public async Task MessageInWork_IsFinishedAndDeleted_WhenItsFunctionEndsInTime()
    {
        var queue = await TestQueue.CreateAsync();
        var finish = new TaskCompletionSource();
        var probe = new Probe { OnCall = (_, _) => finish.Task };
        await queue.SendAsync("in work");
        await using var host = await StartAsync(queue, probe);
        await probe.NextAsync();

        var stopping = host.StopAsync();
        finish.SetResult();
        await stopping;

        Assert.Equal(0, await TestQueue.CountAsync(queue.Client));
    }

    [Fact]
    public async Task MessageInWork_IsVisibleAtOnce_WhenItsFunctionIsBrokenOff()
    {
        var queue = await TestQueue.CreateAsync();
        var probe = new Probe { OnCall = (_, token) => Task.Delay(Timeout.Infinite, token) };
        await queue.SendAsync("in work");
        await using var host = await StartAsync(queue, probe, ("queues:visibilityTimeout", "00:10:00"));
        await probe.NextAsync();

        await host.StopAsync();

        Assert.Equal(1, (await queue.Client.PeekMessagesAsync()).Value.Single().DequeueCount);
    }

    [Fact]
    public async Task MessageInWork_IsVisibleAgain_WhenItsFunctionDoesNotEnd()
    {
        var queue = await TestQueue.CreateAsync();
        var finish = new TaskCompletionSource();
        var probe = new Probe { OnCall = (_, _) => finish.Task };
        await queue.SendAsync("in work");
        await using var host = await StartAsync(queue, probe);
        await probe.NextAsync();

        await host.StopAsync(within: TimeSpan.FromSeconds(1));

        Assert.Single((await queue.Client.PeekMessagesAsync()).Value);
        finish.SetResult();
    }

    [Fact]
    public async Task LastAllowedAttempt_BrokenOffByTheStop_IsLeftInTheQueue()
    {
        var queue = await TestQueue.CreateAsync();
        var probe = new Probe { OnCall = (_, token) => Task.Delay(Timeout.Infinite, token) };
        await queue.SendAsync("in work");
        await using var host = await StartAsync(queue, probe, ("queues:maxDequeueCount", "1"));
        await probe.NextAsync();

        await host.StopAsync();

        Assert.Single((await queue.Client.PeekMessagesAsync()).Value);
        Assert.False(await queue.Poison.ExistsAsync());
    }

    [Fact]
    public async Task RequestInWork_IsAnswered()
    {
        var (finish, probe) = (new TaskCompletionSource(), new Probe());
        probe.OnCall = (_, _) => finish.Task;
        await using var host = await TestHost.StartAsync(["Ask"], configure: builder => builder.Services.AddSingleton(probe));
        var answer = host.Client.GetAsync("/api/Ask");
        await probe.NextAsync();

        var stopping = host.StopAsync();
        finish.SetResult();

        using var response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await stopping;
    }

    [Fact]
    public async Task RequestInWork_ThatHeedsItsToken_EndsWith503()
    {
        var probe = new Probe { OnCall = (_, token) => Task.Delay(Timeout.Infinite, token) };
        await using var host = await TestHost.StartAsync(["Ask"], configure: builder => builder.Services.AddSingleton(probe));
        var answer = host.Client.GetAsync("/api/Ask");
        await probe.NextAsync();

        await host.StopAsync();

        using var response = await answer;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task CallerGoingAway_CancelsTheFunction()
    {
        var cancelled = new TaskCompletionSource();
        var probe = new Probe
        {
            OnCall = async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancelled.SetResult();
            },
        };
        await using var host = await TestHost.StartAsync(["Ask"], configure: builder => builder.Services.AddSingleton(probe));
        using var leave = new CancellationTokenSource();
        var answer = host.Client.GetAsync("/api/Ask", leave.Token);
        await probe.NextAsync();

        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await cancelled.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task FunctionTimeout_CancelsTheFunction()
    {
        var probe = new Probe { OnCall = (_, token) => Task.Delay(Timeout.Infinite, token) };
        await using var host = await TestHost.StartAsync(
            ["Ask"], new() { ["AzureFunctionsJobHost:functionTimeout"] = "00:00:00.1" }, builder => builder.Services.AddSingleton(probe));

        using var response = await host.Client.GetAsync("/api/Ask");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    private static Task<TestHost> StartAsync(TestQueue queue, Probe probe, params (string Name, string Value)[] settings) =>
        TestHost.StartAsync(["TakeText"], queue.Settings(settings), builder => builder.Services.AddSingleton(probe));
}
