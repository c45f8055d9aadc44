using System.Globalization;
using System.Text;

namespace ParentalConsent.Functions.Registrations;

/// <summary>Text that will be shown to people: any script, nothing that hides or turns around what is seen.</summary>
public static class ShownText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>No control characters, direction marks, line separators or unassigned code points. Joiners, which scripts need, may stand.</summary>
    public static bool IsPlain(string text) => text.EnumerateRunes().All(rune =>
        rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner || Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned));
}
