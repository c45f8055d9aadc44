using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.LocalHost.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class TimerTriggerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 7, TimeSpan.Zero);

    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-01T10:05:00")]
    [InlineData("30 0 4 * * *", "2026-03-02T04:00:30")]
    [InlineData("*/5 * * * *", "2026-03-01T10:05:00")]
    [InlineData("*/10 * * * * *", "2026-03-01T10:00:10")]
    [InlineData("0 0 0 29 2 *", "2028-02-29T00:00:00")]
    [InlineData("00:01:30", "2026-03-01T10:01:37")]
    public void Schedule_KnowsItsNextOccurrence(string schedule, string next) =>
        Assert.Equal(next, TimerSchedule.Parse(schedule)!.Next(Start.UtcDateTime).ToString("s"));

    [Theory]
    [InlineData("")]
    [InlineData("61 * * * * *")]
    [InlineData("* * *")]
    [InlineData("-00:01:00")]
    [InlineData("00:00:00")]
    public void Schedule_RefusesWhatIsNone(string schedule) => Assert.Null(TimerSchedule.Parse(schedule));

    [Fact]
    public async Task Timer_RunsAtItsTimes()
    {
        var (clock, probe) = (new FakeClock(Start), new Probe());
        await using var host = await StartAsync("Tick", "0 */5 * * * *", clock, probe);

        await clock.AdvanceToAsync(Start.AddMinutes(4));
        Assert.Equal(0, probe.Waiting);
        await clock.AdvanceToAsync(Start.AddMinutes(5));
        var first = await TimerAsync(probe);
        await clock.AdvanceToAsync(Start.AddMinutes(10));
        var second = await TimerAsync(probe);

        Assert.False(first.IsPastDue);
        Assert.False(second.IsPastDue);
        Assert.Equal(new DateTime(2026, 3, 1, 10, 10, 0), first.ScheduleStatus!.Next);
        Assert.Equal(new DateTime(2026, 3, 1, 10, 5, 0), second.ScheduleStatus!.Last);
        Assert.Equal(0, probe.Waiting);
    }

    [Fact]
    public async Task Timer_ThatOverruns_IsNotStartedTwice_AndMakesUpOnce()
    {
        var (clock, probe) = (new FakeClock(Start), new Probe());
        var (running, most) = (0, 0);
        var finish = new TaskCompletionSource();
        probe.OnCall = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await finish.Task;
            Interlocked.Decrement(ref running);
        };
        await using var host = await StartAsync("Tick", "0 * * * * *", clock, probe);

        await clock.AdvanceToAsync(Start.AddSeconds(53));
        await TimerAsync(probe);
        clock.Jump(Start.AddMinutes(5));
        finish.SetResult();
        var madeUp = await TimerAsync(probe);
        await clock.AdvanceToAsync(Start.AddMinutes(6));
        var next = await TimerAsync(probe);

        Assert.True(madeUp.IsPastDue);
        Assert.False(next.IsPastDue);
        Assert.Equal(1, most);
        Assert.Equal(0, probe.Waiting);
    }

    [Fact]
    public async Task Timer_ThatFails_RunsAgainNextTime()
    {
        var (clock, probe) = (new FakeClock(Start), new Probe());
        probe.OnCall = (_, _) => throw new InvalidOperationException("broken");
        await using var host = await StartAsync("Tick", "0 * * * * *", clock, probe);

        await clock.AdvanceToAsync(Start.AddMinutes(1));
        await TimerAsync(probe);
        await clock.AdvanceToAsync(Start.AddMinutes(2));
        await TimerAsync(probe);

        Assert.Contains("broken", host.Log.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunOnStartup_RunsAtOnce_WithoutMonitorWithoutStatus()
    {
        var probe = new Probe();
        await using var host = await StartAsync("TickAtStart", "0 0 0 1 1 *", new FakeClock(Start), probe);

        var timer = await TimerAsync(probe);

        Assert.False(timer.IsPastDue);
        Assert.Null(timer.ScheduleStatus);
    }

    [Fact]
    public async Task OccurrenceMissedWhileDown_IsMadeUpAtStart_WhereStateIsKept()
    {
        var folder = Directory.CreateTempSubdirectory();
        var (clock, probe) = (new FakeClock(Start), new Probe());
        await using (var before = await StartAsync("Tick", "0 * * * * *", clock, probe, folder.FullName))
        {
            await clock.AdvanceToAsync(Start.AddMinutes(1));
            await TimerAsync(probe);
        }

        var later = new FakeClock(Start.AddHours(1));
        await using (var after = await StartAsync("Tick", "0 * * * * *", later, probe, folder.FullName))
        {
            Assert.True((await TimerAsync(probe)).IsPastDue);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Stop_CancelsARunningTimer_AndWaitsForIt()
    {
        var (clock, probe) = (new FakeClock(Start), new Probe());
        var ended = false;
        probe.OnCall = async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended = true;
        };
        await using var host = await StartAsync("Tick", "0 * * * * *", clock, probe);
        await clock.AdvanceToAsync(Start.AddSeconds(53));
        await TimerAsync(probe);

        await host.StopAsync();

        Assert.True(ended);
    }

    private static async Task<TimerInfo> TimerAsync(Probe probe) => Assert.IsType<TimerInfo>((await probe.NextAsync()).Input);

    private static Task<TestHost> StartAsync(string function, string schedule, FakeClock clock, Probe probe, string? stateFolder = null) =>
        TestHost.StartAsync(
            [function],
            new() { ["Test:Schedule"] = schedule, ["Functions:Timers:StateFolder"] = stateFolder! },
            builder => builder.Services.AddSingleton(probe).AddSingleton<TimeProvider>(clock));
}
