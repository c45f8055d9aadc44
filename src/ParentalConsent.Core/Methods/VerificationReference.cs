using System.Globalization;
using System.Security.Cryptography;

namespace ParentalConsent.Core.Methods;

/// <summary>
/// Names for a yes that waits for its check. Each begins with what leads back to its registration, so that no index is needed,
/// and ends at random. None is a secret: whoever knows one can do nothing with it but be found.
/// </summary>
public static class VerificationReference
{
    /// <summary>Hex digits of the registration's id that every reference carries: 44 bits.</summary>
    public const int IdDigits = 11;

    /// <summary>31 characters, a prime number, without those that look alike; so the check character finds every
    /// single wrong character and every two neighbours exchanged.</summary>
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private const int IdCharacters = 9;
    private const int CodeLength = 12;

    /// <summary>For people to read, write and say: <c>XXXX-XXXX-XXXX</c>, the last one a check character.</summary>
    public static string NewCode(string registrationId)
    {
        var number = ulong.Parse(registrationId.AsSpan(0, IdDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        Span<char> code = stackalloc char[CodeLength];
        for (var index = IdCharacters - 1; index >= 0; index--, number /= (ulong)Alphabet.Length)
        {
            code[index] = Alphabet[(int)(number % (ulong)Alphabet.Length)];
        }

        RandomNumberGenerator.GetItems(Alphabet, code[IdCharacters..^1]);
        code[^1] = Check(code[..^1]);
        return $"{code[..4]}-{code[4..8]}-{code[8..]}";
    }

    /// <summary>For programs: 32 hex digits, 84 of their bits random.</summary>
    public static string NewOpaque(string registrationId) =>
        registrationId[..IdDigits] + RandomNumberGenerator.GetHexString(32 - IdDigits, lowercase: true);

    /// <summary>A code as somebody typed it, in its proper form; null where it is none, or has a slip.</summary>
    public static string? ParseCode(string? typed)
    {
        var code = string.Concat((typed ?? "").Where(character => character is not '-' && !char.IsWhiteSpace(character))).ToUpperInvariant();
        return code.Length == CodeLength && code.All(Alphabet.Contains) && code[^1] == Check(code.AsSpan(0, CodeLength - 1))
            ? $"{code[..4]}-{code[4..8]}-{code[8..]}"
            : null;
    }

    /// <summary>The first digits of the registration's id; null for what is no reference.</summary>
    public static string? IdPrefix(string reference)
    {
        if (reference.Length == 32 && reference.All(char.IsAsciiHexDigitLower))
        {
            return reference[..IdDigits];
        }

        return ParseCode(reference) is { } code
            ? code.Replace("-", "", StringComparison.Ordinal)[..IdCharacters]
                .Aggregate(0UL, (number, character) => number * (ulong)Alphabet.Length + (ulong)Alphabet.IndexOf(character, StringComparison.Ordinal))
                .ToString($"x{IdDigits}", CultureInfo.InvariantCulture)
            : null;
    }

    private static char Check(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var index = 0; index < code.Length; index++)
        {
            sum += (index + 1) * Alphabet.IndexOf(code[index], StringComparison.Ordinal);
        }

        return Alphabet[sum % Alphabet.Length];
    }
}
