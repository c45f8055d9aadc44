using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Trends;

namespace ParentalConsent.Core.Tests.Trends;

public sealed class DeletionDayTests
{
    private static readonly DateOnly Day = new(2030, 5, 6);

    [Fact]
    public void Numbers_AreByReason_WithTheMedianAndTheLongestLag()
    {
        var day = DeletionDay.Of(Day,
        [
            (DeletionReason.Expired, TimeSpan.FromMinutes(9)), (DeletionReason.Expired, TimeSpan.FromMinutes(1)),
            (DeletionReason.Refused, TimeSpan.FromMinutes(2)),
        ]);

        Assert.Equal((2, 1), (day.Deleted[DeletionReason.Expired], day.Deleted[DeletionReason.Refused]));
        Assert.Equal((TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(9)), (day.MedianLag, day.LongestLag));
    }

    [Fact]
    public void DayWithoutDeletions_HasNoLag() => Assert.Equal((null, null), (DeletionDay.Of(Day, []).MedianLag, DeletionDay.Of(Day, []).LongestLag));
}
