using System.Globalization;

namespace ParentalConsent.Storage.Tables;

internal static class DayRow
{
    /// <summary>The partition of a moment.</summary>
    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
