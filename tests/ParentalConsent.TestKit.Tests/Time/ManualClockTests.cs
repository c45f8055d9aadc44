using ParentalConsent.TestKit.Time;

namespace ParentalConsent.TestKit.Tests.Time;

public sealed class ManualClockTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void Timer_FiresOnce_WhenItsTimeIsPassed()
    {
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(0, fired);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, fired);
    }

    [Fact]
    public void PeriodicTimer_FiresForEachPeriod_AtItsOwnTime()
    {
        List<TimeSpan> times = [];
        var start = clock.GetUtcNow();
        using var timer = clock.CreateTimer(
            _ => times.Add(clock.GetUtcNow() - start), null, TimeSpan.FromHours(1), TimeSpan.FromHours(2));
        clock.Advance(TimeSpan.FromHours(6));
        Assert.Equal([TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(5)], times);
    }

    [Fact]
    public void Timers_FireInTheOrderOfTheirTimes()
    {
        List<string> order = [];
        using var later = clock.CreateTimer(_ => order.Add("later"), null, TimeSpan.FromHours(2), Timeout.InfiniteTimeSpan);
        using var sooner = clock.CreateTimer(_ => order.Add("sooner"), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["sooner", "later"], order);
    }

    [Fact]
    public void DisposedTimer_NeverFires()
    {
        var timer = clock.CreateTimer(_ => Assert.Fail("fired"), null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        timer.Dispose();
        clock.Advance(TimeSpan.FromDays(1));
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public async Task Delay_EndsWhenTheClockPassesIt()
    {
        var delay = Task.Delay(TimeSpan.FromDays(30), clock);
        clock.Advance(TimeSpan.FromDays(29));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromDays(1));
        await delay;
    }

    [Fact]
    public void Set_ToThePast_FiresNothing()
    {
        using var timer = clock.CreateTimer(_ => Assert.Fail("fired"), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromDays(-400));
        Assert.Equal(2025, clock.GetUtcNow().Year);
    }
}
