using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.TimeZones;
using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Policies;
using ParentalConsent.TestKit;

namespace ParentalConsent.Core.Tests.Ages;

public class AgeChecksTests
{
    private static readonly ClientPolicy Client = new()
    {
        Id = "c",
        Name = "C",
        Contact = "c@example.com",
        PrivacyPolicy = new Uri("https://example.com"),
        Purposes = ["account"],
    };

    private static readonly PolicySet Policies = new(
        ShippedNotices.All, new Dictionary<string, ClientPolicy>(), new Dictionary<string, Purpose>(), new Dictionary<string, CountryRule> { ["DE"] = new(16, ""), ["GB"] = new(13, "") });

    [Theory]
    // The 18th birthday is 10 May 2026. Honolulu and Adak are the last in the United States to see it (UTC-10, Adak UTC-9 in summer).
    [InlineData("US", "2026-05-10T09:59:59Z", true)]
    [InlineData("US", "2026-05-10T10:00:00Z", false)]
    [InlineData("DE", "2026-05-09T21:59:59Z", true)]
    [InlineData("DE", "2026-05-09T22:00:00Z", false)]
    [InlineData("de", "2026-05-09T22:00:00Z", false)]
    [InlineData("JP", "2026-05-09T14:59:59Z", true)]
    [InlineData("JP", "2026-05-09T15:00:00Z", false)]
    [InlineData("KI", "2026-05-09T11:59:59Z", true)]
    [InlineData("KI", "2026-05-09T12:00:00Z", false)]
    // Unknown countries wait for UTC-12.
    [InlineData(null, "2026-05-10T11:59:59Z", true)]
    [InlineData(null, "2026-05-10T12:00:00Z", false)]
    [InlineData("ZZ", "2026-05-10T11:59:59Z", true)]
    [InlineData("ZZ", "2026-05-10T12:00:00Z", false)]
    public void Decide_AroundTheBirthday_FollowsTheLastClockOfTheCountry(string? country, string now, bool required) =>
        Assert.Equal(required, Decide(new DateOnly(2008, 5, 10), country, now).ConsentRequired);

    [Theory]
    [InlineData("2026-02-28T23:59:59Z", true)]
    [InlineData("2026-03-01T00:00:00Z", false)]
    public void Decide_BornOnLeapDay_ComesOfAgeOnTheFirstOfMarch(string now, bool required) =>
        Assert.Equal(required, Decide(new DateOnly(2008, 2, 29), "GB", now).ConsentRequired);

    [Fact]
    public void Decide_BornOnLeapDayAndOfAgeInALeapYear_UsesTheDayItself()
    {
        var client = Client with { Rule = AgeRule.Country };
        var born = new DateOnly(2008, 2, 29);
        var policies = Policies with { Countries = new Dictionary<string, CountryRule> { ["GB"] = new(16, "") } };
        Assert.True(policies.Decide(client, new AgeStatement(born, null, "GB"), At("2024-02-28T23:59:59Z")).ConsentRequired);
        Assert.False(policies.Decide(client, new AgeStatement(born, null, "GB"), At("2024-02-29T00:00:00Z")).ConsentRequired);
    }

    [Theory]
    [InlineData(17, true)]
    [InlineData(18, false)]
    [InlineData(0, true)]
    [InlineData(130, false)]
    public void Decide_WithAnAge_ComparesYears(int age, bool required) =>
        Assert.Equal(required, Policies.Decide(Client, new AgeStatement(null, age, "DE"), At("2026-05-10T00:00:00Z")).ConsentRequired);

    [Fact]
    public void Decide_WithoutAnyAge_AsksAParent()
    {
        var decision = Policies.Decide(Client, new AgeStatement(null, null, "DE"), At("2026-05-10T00:00:00Z"));
        Assert.True(decision.ConsentRequired);
        Assert.Null(decision.OfAgeAt);
    }

    [Theory]
    [InlineData("DE", 16)]
    [InlineData("de", 16)]
    [InlineData("GB", 13)]
    [InlineData("FR", 18)]
    [InlineData(null, 18)]
    public void Decide_ByCountry_TakesTheCountrysAge(string? country, int age) =>
        Assert.Equal(age, Policies.Decide(Client with { Rule = AgeRule.Country }, new AgeStatement(null, 15, country), At("2026-05-10T00:00:00Z")).AgeOfConsent);

    [Theory]
    [InlineData("DE")]
    [InlineData("ZZ")]
    public void Decide_Under18_IgnoresTheCountrysAge(string country) =>
        Assert.Equal(18, Policies.Decide(Client, new AgeStatement(null, 17, country), At("2026-05-10T00:00:00Z")).AgeOfConsent);

    [Fact]
    public void Decide_WithAnAgeInYears_ExpectsTheLatestPossibleBirthday()
    {
        var decision = Policies.Decide(Client, new AgeStatement(null, 15, "GB"), At("2026-05-10T12:00:00Z"));
        // LatestAt is already the 11th in Kiritimati.
        Assert.Equal(At("2029-05-10T23:00:00Z"), decision.OfAgeAt);
    }

    /// <summary>Slow and obvious: walk through every zone of the country and count birthdays on its own calendar, a day at a time.</summary>
    [Fact]
    public void Decide_AgreesWithCountingBirthdaysDayByDay()
    {
        var locations = TzdbDateTimeZoneSource.Default.ZoneLocations!;
        var generator =
            from country in Gen.Elements(locations.Select(location => location.CountryCode).Distinct().ToArray())
            from born in Gen.Choose(0, 20000).Select(day => new LocalDate(1980, 1, 1).PlusDays(day))
            from near in Gen.Choose(-40, 40)
            from leap in Gen.Elements(false, false, true)
            select (country, born: leap ? new LocalDate((born.Year / 4) * 4, 2, 29) : born, near);
        Prop.ForAll(generator.ToArbitrary(), sample =>
        {
            var (country, born, near) = sample;
            var now = new LocalDateTime(born.Year + 18, born.Month, Math.Min(born.Day, 28), 12, 0).InUtc().ToInstant() + Duration.FromHours(near);
            var minor = locations
                .Where(location => location.CountryCode == country)
                .Any(location => Birthdays(born, now.InZone(DateTimeZoneProviders.Tzdb[location.ZoneId]).Date) < 18);
            return Policies.Decide(Client, new AgeStatement(born.ToDateOnly(), null, country), now.ToDateTimeOffset()).ConsentRequired == minor;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static int Birthdays(LocalDate born, LocalDate today)
    {
        var count = 0;
        for (var year = born.Year + 1; year <= today.Year; year++)
        {
            var day = born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year) ? new LocalDate(year, 3, 1) : new LocalDate(year, born.Month, born.Day);
            count += day <= today ? 1 : 0;
        }

        return count;
    }

    private static AgeDecision Decide(DateOnly born, string? country, string now) =>
        Policies.Decide(Client, new AgeStatement(born, null, country), At(now));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
