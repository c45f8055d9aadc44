using ParentalConsent.Pages.Console;

namespace ParentalConsent.Pages.Tests.Console;

public sealed class ChartScaleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.2, 1)]
    [InlineData(1, 1)]
    [InlineData(1.5, 2)]
    [InlineData(3, 5)]
    [InlineData(7, 10)]
    [InlineData(10, 10)]
    [InlineData(1001, 2000)]
    public void Top_IsRound_AndNoLess(double most, double top) => Assert.Equal(top, ChartScale.Top(most));
}
