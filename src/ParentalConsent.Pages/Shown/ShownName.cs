using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ParentalConsent.Pages.Shown;

/// <summary>Names that others typed, made fit to be shown to a guardian.</summary>
public static partial class ShownName
{
    private const int MaximumLength = 60;

    /// <summary>
    /// On one line, without control and direction characters, at most 60 characters, and with gaps where a mail program would
    /// otherwise see a web or mail address and make a link of it. Null where nothing is left. Not HTML-encoded.
    /// </summary>
    public static string? Of(string? name)
    {
        var shown = Gaps().Replace(LinkParts().Replace(Visible(name), "$0 "), " ").Trim();
        return shown.Length == 0 ? null : Cut(shown);
    }

    /// <summary>What was typed on one line, without control and direction characters: fit to be corrected.</summary>
    public static string Visible(string? typed)
    {
        var visible = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes())
        {
            visible.Append(Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) ? " " : IsInvisible(rune) ? "" : rune.ToString());
        }

        return visible.ToString();
    }

    /// <summary>Whether a name holds characters that no name needs: control, direction and other invisible ones.</summary>
    public static bool HasHiddenCharacters(string name) =>
        name.EnumerateRunes().Any(rune => Rune.IsControl(rune) || IsInvisible(rune));

    /// <remarks>The joiners are visible in what they do to Persian and Indic names.</remarks>
    private static bool IsInvisible(Rune rune) =>
        rune == Rune.ReplacementChar
        || rune.Value is not (0x200C or 0x200D)
            && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static string Cut(string shown)
    {
        var elements = new StringInfo(shown);
        return elements.LengthInTextElements > MaximumLength
            ? elements.SubstringByTextElements(0, MaximumLength).TrimEnd() + "…"
            : shown;
    }

    [GeneratedRegex(@"[.:@。．｡](?=\S)")]
    private static partial Regex LinkParts();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gaps();
}
