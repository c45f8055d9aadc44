using System.Globalization;

namespace ParentalConsent.Storage.Providers;

/// <summary>The moment that a callback was signed at, as its header gives it.</summary>
internal static class CallbackTimes
{
    /// <summary>In seconds this is the year 5138; in milliseconds, 1973.</summary>
    private const long LeastMilliseconds = 100_000_000_000;

    /// <summary>KWS documents seconds and is seen to send milliseconds since 1970.</summary>
    /// <returns>Null for anything else.</returns>
    public static DateTimeOffset? Read(string? text) =>
        text is { Length: <= 15 } && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number < LeastMilliseconds
                ? DateTimeOffset.FromUnixTimeSeconds(number)
                : DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(number, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()))
            : null;

    public static bool IsWithin(this DateTimeOffset signedAt, TimeSpan tolerance, DateTimeOffset now) => (now - signedAt).Duration() <= tolerance;
}
