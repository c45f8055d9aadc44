using NodaTime;
using ParentalConsent.Core.Ages;

namespace ParentalConsent.Core.Policies;

/// <summary>Hours of the day at which nobody is reminded.</summary>
/// <param name="From">The hour they begin, 0 to 23, local time.</param>
/// <param name="To">The hour they end; the same as <paramref name="From"/> where there are none.</param>
public sealed record QuietHours(int From, int To)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The first moment from <paramref name="due"/> on, to the quarter of an hour, that is not quiet anywhere in the country.
    /// <paramref name="due"/> itself where the country is unknown, where it is always quiet somewhere in it, or where waiting
    /// would take until <paramref name="deadline"/>: a mail at night is better than an account that is lost.
    /// </summary>
    public DateTimeOffset Wait(DateTimeOffset due, string? country, DateTimeOffset deadline)
    {
        if (From == To || !CountryDates.IsKnown(country))
        {
            return due;
        }

        var zones = CountryDates.ZonesOf(country);
        for (var at = due; at < deadline && at - due <= TimeSpan.FromDays(1); at = NextQuarter(at))
        {
            var moment = Instant.FromDateTimeOffset(at);
            if (!zones.Any(zone => IsQuiet(moment.InZone(zone).Hour)))
            {
                return at;
            }
        }

        return due;
    }

    private static DateTimeOffset NextQuarter(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % Step.Ticks) + Step.Ticks, TimeSpan.Zero);

    private bool IsQuiet(int hour) => From < To ? hour >= From && hour < To : hour >= From || hour < To;
}
