using System.Globalization;

namespace ParentalConsent.Core.Staff;

/// <summary>The place of an entry in the log. As text it sorts newest first: what is left of time, 19 digits, and the entry's id.</summary>
public readonly record struct StaffLogCursor(DateTimeOffset At, string Id)
{
    private const int Digits = 19;

    public static StaffLogCursor Of(StaffLogEntry entry) => new(entry.At, entry.Id);

    /// <summary>What texts of this moment start with.</summary>
    public static string Left(DateTimeOffset at) =>
        (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    public override string ToString() => $"{Left(At)}-{Id}";

    public static bool TryParse(string? text, out StaffLogCursor cursor)
    {
        cursor = default;
        if (text?.Split('-') is not [{ Length: Digits } left, { Length: 16 } id]
            || !long.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks
            || !id.All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        cursor = new StaffLogCursor(new DateTimeOffset(DateTimeOffset.MaxValue.UtcTicks - ticks, TimeSpan.Zero), id);
        return true;
    }
}
