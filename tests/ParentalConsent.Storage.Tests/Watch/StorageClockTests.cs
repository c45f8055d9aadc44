using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.Storage.Watch;

namespace ParentalConsent.Storage.Tests.Watch;

public sealed class StorageClockTests
{
    private static readonly DateTimeOffset Noon = new(2030, 5, 6, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Sent at noon; times in milliseconds from there.</summary>
    [Theory]
    [InlineData(0, 100, 0)]
    [InlineData(-900, 100, 0)]
    [InlineData(30_000, 59_000, 0)]
    [InlineData(-2_000, 100, 1_000)]
    [InlineData(5_000, 100, -4_900)]
    [InlineData(-3_600_000, 100, 3_599_000)]
    public void Difference_IsWhatNeitherTheWayNorWholeSecondsExplain(int theirs, int received, int difference) => Assert.Equal(
        TimeSpan.FromMilliseconds(difference),
        StorageClock.Compare(Noon, Noon.AddMilliseconds(theirs), Noon.AddMilliseconds(received)).Difference);

    [Theory]
    [InlineData(0)]
    [InlineData(120)]
    [InlineData(-120)]
    public async Task EveryAnswerOfTheService_SaysHowFarWeAreOff(int minutes)
    {
        var clock = new StorageClock(new Off(TimeSpan.FromMinutes(minutes)));
        var table = await FreshTables.CreateAsync(clock);
        Assert.Null(clock.Last);

        await table.AllRowsAsync();

        var difference = clock.Last!.Difference.TotalMinutes;
        Assert.InRange(difference, minutes - 0.5, minutes + 0.5);
        Assert.Equal(minutes == 0, difference == 0);
    }

    private sealed class Off(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
