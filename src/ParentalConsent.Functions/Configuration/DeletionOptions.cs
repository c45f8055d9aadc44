using System.Globalization;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Functions.Configuration;

/// <summary>Settings under <c>Deletion</c>.</summary>
public sealed record DeletionOptions
{
    public const string Section = "Deletion";

    private const int MostLines = 1_000_000;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    /// <summary>When the sweep runs, at least once an hour: NCRONTAB with seconds, read by the Functions host.</summary>
    public string Schedule { get; init; } = "";

    /// <summary>So far may our clock and the storage service's differ before deleting waits: 10 seconds to an hour.</summary>
    public string ClockTolerance { get; init; } = "00:01:00";

    /// <summary>More lines than this due in one sweep are not handed out before an operator releases them: up to a million, 0 for never.</summary>
    public string SafetyStopAt { get; init; } = "5000";

    /// <exception cref="InvalidOperationException">A setting was not checked.</exception>
    public DeletionLimits ToLimits() => new(
        ReadStopAt(SafetyStopAt) ?? throw new InvalidOperationException("Deletion:SafetyStopAt is wrong."),
        ReadTolerance(ClockTolerance) ?? throw new InvalidOperationException("Deletion:ClockTolerance is wrong."));

    /// <summary>Null where it is no number from 0 to a million.</summary>
    public static int? ReadStopAt(string setting) =>
        int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var lines) && lines <= MostLines ? lines : null;

    /// <summary>Null where it is not from 10 seconds to an hour.</summary>
    public static TimeSpan? ReadTolerance(string setting) =>
        TimeSpan.TryParse(setting, CultureInfo.InvariantCulture, out var tolerance) && tolerance >= Least && tolerance <= Most ? tolerance : null;
}
