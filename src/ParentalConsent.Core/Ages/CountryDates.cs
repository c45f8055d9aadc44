using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace ParentalConsent.Core.Ages;

/// <summary>Local dates by country, from the IANA time zone database.</summary>
public static class CountryDates
{
    private static readonly FrozenDictionary<string, DateTimeZone[]> Zones = (TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
        .GroupBy(location => location.CountryCode, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(
            country => country.Key,
            country => country.Select(location => DateTimeZoneProviders.Tzdb[location.ZoneId]).Distinct().ToArray(),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>UTC−12: where a day begins last of all.</summary>
    private static readonly DateTimeZone[] LastOnEarth = [DateTimeZone.ForOffset(Offset.FromHours(-12))];

    /// <summary>UTC+14: where a day begins first of all.</summary>
    private static readonly DateTimeZone FirstOnEarth = DateTimeZone.ForOffset(Offset.FromHours(14));

    public static bool IsKnown(string? country) => country is not null && Zones.ContainsKey(country);

    /// <summary>The first moment at which it is <paramref name="date"/>, or later, in all of the country; on all of earth where it is unknown.</summary>
    public static DateTimeOffset BeginsEverywhere(DateOnly date, string? country) =>
        ZonesOf(country).Max(zone => zone.AtStartOfDay(LocalDate.FromDateOnly(date)).ToInstant()).ToDateTimeOffset();

    /// <summary>The latest date that anybody on earth writes at that moment.</summary>
    public static DateOnly LatestAt(DateTimeOffset now) =>
        Instant.FromDateTimeOffset(now).InZone(FirstOnEarth).Date.ToDateOnly();

    /// <summary>Every time zone of the country; the last on earth where it is unknown.</summary>
    internal static DateTimeZone[] ZonesOf(string? country) =>
        country is not null && Zones.TryGetValue(country, out var zones) ? zones : LastOnEarth;
}
