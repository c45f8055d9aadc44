using ParentalConsent.Core.Watch;

namespace ParentalConsent.Core.Tests.Watch;

public sealed class WatchedFunctionTests
{
    private static readonly DateTimeOffset Noon = new(2030, 5, 6, 12, 0, 0, TimeSpan.Zero);
    private static readonly WatchedFunction Timer = new("Sweep", null, after => after.AddHours(1));
    private static readonly WatchedFunction Queue = new("Work", "work", null);

    [Theory]
    [InlineData(75, false)]
    [InlineData(76, true)]
    public void Timer_IsMissed_AQuarterOfAnHourAfterItsTime(int minutes, bool silent)
    {
        Assert.Equal(silent, Timer.IsSilent(Noon, null, Noon.AddDays(-1), Noon.AddMinutes(minutes)));
        Assert.Equal(silent, Timer.IsSilent(null, null, Noon, Noon.AddMinutes(minutes)));
    }

    [Fact]
    public void TimerThatFinishedInTheFuture_IsMissedFromTheStartOn() =>
        Assert.True(Timer.IsSilent(Noon.AddDays(30), null, Noon, Noon.AddHours(2)));

    [Theory]
    [InlineData(null, false)]
    [InlineData(15, false)]
    [InlineData(16, true)]
    public void Queue_IsSilent_WhileMessagesWaitInVain(int? minutes, bool silent) =>
        Assert.Equal(silent, Queue.IsSilent(null, minutes is { } since ? Noon.AddMinutes(-since) : null, Noon.AddDays(-9), Noon));
}
