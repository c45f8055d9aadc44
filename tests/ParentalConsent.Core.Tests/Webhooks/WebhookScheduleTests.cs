using ParentalConsent.Core.Tests.Lives;
using ParentalConsent.Core.Webhooks;

namespace ParentalConsent.Core.Tests.Webhooks;

public class WebhookScheduleTests
{
    private readonly WebhookSchedule schedule = new(World.Client);

    [Fact]
    public void Delays_GrowAsTheyAreSaidTo() => Assert.Equal(
        ["00:00:05", "00:05:00", "00:30:00", "02:00:00", "05:00:00", "10:00:00", "14:00:00", "20:00:00", "1.00:00:00"],
        Enumerable.Range(1, 9).Select(tries => schedule.DelayAfter(tries, TimeSpan.Zero, 0)!.Value.ToString("c", null)));

    [Fact]
    public void AfterTheLast_ThereIsNoMore_AndItWasMoreThanThreeDays()
    {
        Assert.Null(schedule.DelayAfter(10, TimeSpan.FromDays(3), 0));
        Assert.Equal(TimeSpan.FromHours(24), schedule.DelayAfter(10, TimeSpan.FromHours(71), 0));
        Assert.True(WebhookSchedule.Delays.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay) > TimeSpan.FromDays(3));
    }

    [Theory]
    [InlineData(0, 120)]
    [InlineData(0.5, 132)]
    [InlineData(1, 144)]
    public void Jitter_OnlyAdds_AFifthAtMost(double random, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), schedule.DelayAfter(4, TimeSpan.Zero, random));

    [Fact]
    public void ATestClientsDays_PassFaster()
    {
        var fast = new WebhookSchedule(World.Client with { Test = true, TimeScale = 86400 });
        Assert.Equal(TimeSpan.FromSeconds(1), fast.DelayAfter(9, TimeSpan.Zero, 0));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromHours(4) / 86400), (fast.LongestFailure, fast.ProbeAfter, fast.NewAfter));
    }
}
