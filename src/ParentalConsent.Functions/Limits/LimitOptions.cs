using System.Globalization;

namespace ParentalConsent.Functions.Limits;

/// <summary>Settings under <c>Limits</c>: requests that bring about mails, counted by each instance of the app.</summary>
public sealed record LimitOptions
{
    public const string Section = "Limits";

    private const int Most = 10_000_000;

    /// <summary>Requests of one client in a minute, evenly; as many can come at once.</summary>
    public string ClientPerMinute { get; init; } = "30000";

    /// <summary>Requests of all clients together in a minute, likewise.</summary>
    public string OverallPerMinute { get; init; } = "60000";

    /// <summary>A setting as a number; null where it is none from 1 to 10 million.</summary>
    public static int? Read(string setting) =>
        int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most ? number : null;
}
