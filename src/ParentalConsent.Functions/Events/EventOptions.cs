using System.Globalization;
using ParentalConsent.Core.Events;

namespace ParentalConsent.Functions.Events;

/// <summary>Settings under <c>Events</c>.</summary>
public sealed record EventOptions
{
    public const string Section = "Events";

    /// <summary>How many days an event stays in the feed.</summary>
    public string RetentionDays { get; init; } = "30";

    public EventRetention Retention => new(TimeSpan.FromDays(Read(RetentionDays) ?? throw new InvalidOperationException("Settings are checked before they are used.")));

    /// <summary>A setting as a number of days; null where it is none from 7 to 90.</summary>
    public static int? Read(string setting) =>
        int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 7 and <= 90 ? days : null;
}
