using System.Text;

namespace ParentalConsent.Pages.Languages;

/// <summary>
/// A value within a text that may run the other way: between isolates (Unicode 9, 3.1), so that neither turns the other around,
/// also where there is no HTML to say so.
/// </summary>
internal static class Isolated
{
    private const char First = '\u2068';
    private const char Last = '\u2069';

    /// <param name="rightToLeft">The text does.</param>
    /// <param name="value">Put in as it is where nothing of it runs from right to left, and neither does the text.</param>
    public static string In(bool rightToLeft, string value) =>
        rightToLeft || value.EnumerateRunes().Any(RunsLeft) ? $"{First}{value}{Last}" : value;

    /// <summary>By the blocks that the bidirectional algorithm keeps for such scripts (UAX 44, DerivedBidiClass).</summary>
    private static bool RunsLeft(Rune rune) => rune.Value is
        (>= 0x590 and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF)
        or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
