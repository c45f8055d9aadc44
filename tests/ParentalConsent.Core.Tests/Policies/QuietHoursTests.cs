using System.Globalization;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Core.Tests.Policies;

public class QuietHoursTests
{
    private static readonly QuietHours Night = new(21, 8);
    private static readonly DateTimeOffset FarDeadline = At("2027-01-01T00:00:00Z");

    [Theory]
    // Berlin is UTC+2 in July, +1 in January.
    [InlineData("DE", "2026-07-10T05:59:59Z", "2026-07-10T06:00:00Z")]
    [InlineData("DE", "2026-07-10T06:00:00Z", "2026-07-10T06:00:00Z")]
    [InlineData("DE", "2026-07-10T18:59:59Z", "2026-07-10T18:59:59Z")]
    [InlineData("DE", "2026-07-10T19:00:00Z", "2026-07-11T06:00:00Z")]
    [InlineData("DE", "2026-01-10T06:30:00Z", "2026-01-10T07:00:00Z")]
    [InlineData("de", "2026-01-10T06:30:00Z", "2026-01-10T07:00:00Z")]
    // The night that summer time begins (29 March 2026): 8 o'clock comes an hour sooner.
    [InlineData("DE", "2026-03-29T00:30:00Z", "2026-03-29T06:00:00Z")]
    // India is half an hour off, Nepal three quarters.
    [InlineData("IN", "2026-07-10T00:00:00Z", "2026-07-10T02:30:00Z")]
    [InlineData("NP", "2026-07-10T00:00:00Z", "2026-07-10T02:15:00Z")]
    // From New York (UTC-4) to Honolulu (UTC-10): 8 o'clock in Honolulu is the first that suits all.
    [InlineData("US", "2026-07-10T12:00:00Z", "2026-07-10T18:00:00Z")]
    [InlineData("US", "2026-07-11T01:00:00Z", "2026-07-11T18:00:00Z")]
    [InlineData(null, "2026-07-10T01:00:00Z", "2026-07-10T01:00:00Z")]
    [InlineData("ZZ", "2026-07-10T01:00:00Z", "2026-07-10T01:00:00Z")]
    public void Wait_IsUntilItIsDayInAllOfTheCountry(string? country, string due, string expected) =>
        Assert.Equal(At(expected), Night.Wait(At(due), country, FarDeadline));

    [Fact]
    public void Wait_ThatWouldTakeUntilTheDeadline_IsNotWaited() =>
        Assert.Equal(At("2026-07-10T01:00:00Z"), Night.Wait(At("2026-07-10T01:00:00Z"), "DE", At("2026-07-10T06:00:00Z")));

    [Fact]
    public void Wait_WhereItIsAlwaysQuietSomewhere_IsNotWaited() =>
        Assert.Equal(At("2026-07-10T01:00:00Z"), new QuietHours(10, 8).Wait(At("2026-07-10T01:00:00Z"), "US", FarDeadline));

    [Fact]
    public void SameHourTwice_IsNoQuietHours() =>
        Assert.Equal(At("2026-07-10T01:00:00Z"), new QuietHours(0, 0).Wait(At("2026-07-10T01:00:00Z"), "DE", FarDeadline));

    [Fact]
    public void HoursWithinADay_AreQuietToo() =>
        Assert.Equal(At("2026-07-10T12:00:00Z"), new QuietHours(12, 14).Wait(At("2026-07-10T10:10:00Z"), "DE", FarDeadline));

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
}
