using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace ParentalConsent.Functions.Registrations;

/// <summary>
/// E-mail addresses as we take them: a dot-atom, in any script (RFC 5322, 3.4.1; RFC 6531, 3.3), at a domain name.
/// No quoted names, comments, display names or address literals: no mailbox of a person needs them, and attacks like them.
/// </summary>
public static class EmailAddress
{
    /// <summary>RFC 5321, 4.5.3.1.3, less the angle brackets.</summary>
    public const int MaxLength = 254;

    private const int MaxLocalPart = 64;
    private const string OtherAtomCharacters = "!#$%&'*+-/=?^_`{|}~";
    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    /// <summary>The address with its domain in ASCII and lower case; null where it is not one.</summary>
    public static string? Normalize(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 1 || text.Length > MaxLength || !IsLocalPart(text[..at]) || Domain(text[(at + 1)..]) is not { } domain)
        {
            return null;
        }

        var address = $"{text[..at]}@{domain}";
        return Encoding.UTF8.GetByteCount(address) <= MaxLength && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address
            ? address
            : null;
    }

    private static bool IsLocalPart(string text) =>
        Encoding.UTF8.GetByteCount(text) <= MaxLocalPart
        && text.Split('.').All(atom => atom.Length > 0 && atom.EnumerateRunes().All(IsAtomCharacter));

    private static bool IsAtomCharacter(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value) || OtherAtomCharacters.Contains((char)rune.Value)
        : Rune.IsLetterOrDigit(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string? Domain(string text)
    {
        try
        {
            var domain = Domains.GetAscii(text).ToLowerInvariant();
            return domain.Split('.') is [_, .., var top] labels
                && labels.All(label => label.Length is > 0 and <= 63)
                && top.Any(char.IsAsciiLetter)
                    ? domain
                    : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
