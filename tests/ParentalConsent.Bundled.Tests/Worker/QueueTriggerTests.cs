using Microsoft.Extensions.DependencyInjection;

namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class QueueTriggerTests
{
    [Fact]
    public async Task Message_IsHandedOverAndDeletedAfterSuccess()
    {
        var queue = await TestQueue.CreateAsync();
        var probe = new Probe();
        await queue.SendAsync("registration-1");
        await using var host = await StartAsync(queue, probe);

        var seen = await probe.NextAsync();

        Assert.Equal("registration-1", seen.Input);
        Assert.Equal(1, seen.DequeueCount);
        Assert.NotEmpty(seen.Id);
        await TestQueue.UntilAsync(queue.Client, 0);
        Assert.Equal(0, probe.Waiting);
    }

    private static Task<TestHost> StartAsync(TestQueue queue, Probe probe, params (string Name, string Value)[] settings) =>
        TestHost.StartAsync(["TakeText"], queue.Settings(settings), builder => builder.Services.AddSingleton(probe));
}
