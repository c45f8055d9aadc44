using System.Globalization;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Functions.Configuration;

/// <summary>Settings under <c>Deletion</c>.</summary>
public sealed record DeletionOptions
{
    public const string Section = "Deletion";

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    /// <summary>When the sweep runs, at least once an hour: NCRONTAB with seconds, read by the Functions host.</summary>
    public string Schedule { get; init; } = "";

    /// <summary>So far may our clock and the storage service's differ before deleting waits: 10 seconds to an hour.</summary>
    public string ClockTolerance { get; init; } = "00:01:00";

    /// <exception cref="InvalidOperationException">A setting was not checked.</exception>
    public DeletionLimits ToLimits() => new(
        DeletionLimits.Usual.SafetyStopAt, ReadTolerance(ClockTolerance) ?? throw new InvalidOperationException("Deletion:ClockTolerance is wrong."));

    /// <summary>Null where it is not from 10 seconds to an hour.</summary>
    public static TimeSpan? ReadTolerance(string setting) =>
        TimeSpan.TryParse(setting, CultureInfo.InvariantCulture, out var tolerance) && tolerance >= Least && tolerance <= Most ? tolerance : null;
}
