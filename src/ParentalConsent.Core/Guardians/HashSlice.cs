using System.Globalization;

namespace ParentalConsent.Core.Guardians;

/// <summary>A part of all keyed hashes, so that a sweep looks at few rows however many there are.</summary>
/// <param name="From">The first hash starts with this, or sorts after it.</param>
/// <param name="Before">None sorts at or after this; null in the last slice.</param>
public sealed record HashSlice(string From, string? Before)
{
    /// <summary>
    /// A prime, so that whatever the sweep's schedule is, it comes to every slice: within a day where it runs every five minutes,
    /// within eleven where it runs every hour.
    /// </summary>
    public const int Count = 251;

    private const int Space = 0x10000;

    private static readonly TimeSpan Stay = TimeSpan.FromMinutes(5);

    /// <summary>The slice whose turn it is.</summary>
    public static HashSlice At(DateTimeOffset now)
    {
        var number = (int)(now.UtcTicks / Stay.Ticks % Count);
        return new HashSlice(Start(number), number == Count - 1 ? null : Start(number + 1));
    }

    private static string Start(int number) =>
        ((number * Space) / Count).ToString("x4", CultureInfo.InvariantCulture);
}
