using ParentalConsent.Core.Notices;
using ParentalConsent.TestKit;

namespace ParentalConsent.Core.Tests.Notices;

public class NoticeSetTests
{
    private readonly NoticeSet notices = new(
        from version in (string[])["2026-03-01", "2026-01-01", "2027-01-01"]
        from language in (string[])["en", "pt-BR"]
        select ShippedNotices.English with { Version = version, Language = language });

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01")]
    [InlineData("2026-02-28T23:59:59.999Z", "2026-01-01")]
    [InlineData("2026-03-01T00:00:00Z", "2026-03-01")]
    [InlineData("2026-03-01T00:30:00+02:00", "2026-01-01")]
    [InlineData("2030-06-01T12:00:00Z", "2027-01-01")]
    public void InForce_IsTheNewestThatIsNotInTheFuture_ByTheDayInUtc(string moment, string version) =>
        Assert.Equal(version, notices.InForceAt(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void InForce_WhileAllAreInTheFuture_IsTheOldest() =>
        Assert.Equal("2026-01-01", notices.InForceAt(new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void Find_KnowsEveryVersionInEachLanguage()
    {
        Assert.Equal(["2026-01-01", "2026-03-01", "2027-01-01"], notices.Versions);
        Assert.Equal("2026-03-01", notices.Find("2026-03-01", "PT-br")!.Version);
        Assert.Null(notices.Find("2026-03-01", "de"));
        Assert.Null(notices.Find("2026-03-02", "en"));
    }
}
