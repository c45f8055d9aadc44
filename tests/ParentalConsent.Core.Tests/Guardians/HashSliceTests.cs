using ParentalConsent.Core.Guardians;

namespace ParentalConsent.Core.Tests.Guardians;

public sealed class HashSliceTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Slices_CoverEveryHashOnce()
    {
        var slices = Enumerable.Range(0, HashSlice.Count).Select(number => HashSlice.At(Start.AddMinutes(5 * number)))
            .OrderBy(slice => slice.From, StringComparer.Ordinal).ToArray();
        Assert.Equal("0000", slices[0].From);
        Assert.Null(slices[^1].Before);
        Assert.Equal(slices.Skip(1).Select(slice => slice.From), slices.SkipLast(1).Select(slice => slice.Before));
        Assert.All(slices.SkipLast(1), slice => Assert.True(string.CompareOrdinal(slice.From, slice.Before) < 0));
    }

    [Theory]
    [InlineData(5, 24)]
    [InlineData(10, 48)]
    [InlineData(60, 251)]
    public void SweepEvery_SoManyMinutes_ComesToAllSlicesWithin_SoManyHours(int minutes, int hours)
    {
        var visited = Enumerable.Range(0, hours * 60 / minutes).Select(run => HashSlice.At(Start.AddMinutes(run * minutes)).From).Distinct();
        Assert.Equal(HashSlice.Count, visited.Count());
    }
}
