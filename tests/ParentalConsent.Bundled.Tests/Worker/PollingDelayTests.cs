using Microsoft.Azure.Functions.Worker.LocalHost.Queues;

namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class PollingDelayTests
{
    [Fact]
    public void Delay_DoublesUpToTheLongest_SpreadByAFifth_AndStartsAnewAfterAMessage()
    {
        var delay = new PollingDelay(TimeSpan.FromSeconds(1));

        Assert.All(
            new[] { 100, 200, 400, 800, 1000, 1000 },
            expected => Assert.InRange(delay.Next().TotalMilliseconds, expected * 0.8, expected));
        delay.Reset();
        Assert.InRange(delay.Next().TotalMilliseconds, 80, 100);
    }

    [Fact]
    public void Delay_IsNeverLongerThanTheLongest() =>
        Assert.InRange(new PollingDelay(TimeSpan.FromMilliseconds(50)).Next().TotalMilliseconds, 40, 50);
}
