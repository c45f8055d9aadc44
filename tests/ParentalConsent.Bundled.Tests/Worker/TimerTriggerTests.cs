using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class TimerTriggerTests
{
    [Fact]
    public async Task RunOnStartup_RunsAtOnce_WithoutMonitorWithoutStatus()
    {
        var probe = new Probe();
        await using var host = await TestHost.StartAsync(
            ["TickAtStart"],
            new() { ["Test:Schedule"] = "0 0 0 1 1 *" },
            builder => builder.Services.AddSingleton(probe));

        var timer = Assert.IsType<TimerInfo>((await probe.NextAsync()).Input);

        Assert.False(timer.IsPastDue);
        Assert.Null(timer.ScheduleStatus);
    }
}
