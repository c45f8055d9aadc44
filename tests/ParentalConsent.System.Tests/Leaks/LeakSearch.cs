using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ParentalConsent.SystemTests.Leaks;

/// <summary>Finds marked values in anything, as they are or in a simple disguise, whatever the case.</summary>
public sealed partial class LeakSearch
{
    private const int Shown = 60;

    private readonly Dictionary<string, string> valueByPattern = new(StringComparer.OrdinalIgnoreCase);
    private readonly SearchValues<string> patterns;

    /// <param name="values">By what they are.</param>
    public LeakSearch(IReadOnlyDictionary<string, string> values)
    {
        foreach (var (what, value) in values)
        {
            foreach (var disguise in Disguises(value))
            {
                valueByPattern.TryAdd(disguise, what);
            }
        }

        patterns = SearchValues.Create([.. valueByPattern.Keys], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Everything that one would see of a value without taking any trouble; the value itself comes first.</summary>
    public static IReadOnlyList<string> Disguises(string value) =>
    [
        .. ((IEnumerable<string>)
        [
            value,
            Uri.EscapeDataString(value),
            WebUtility.UrlEncode(value),
            WebUtility.HtmlEncode(value),
            HtmlEncoder.Default.Encode(value),
            JsonEncodedText.Encode(value).ToString(),
            Regex.Escape(value),
            .. Hashes(Encoding.UTF8.GetBytes(value)),
            .. Hashes(Encoding.UTF8.GetBytes(value.ToLowerInvariant())),
            .. Base64Of(Encoding.UTF8.GetBytes(value)),
            .. Base64Of(Encoding.Unicode.GetBytes(value)),
            Convert.ToHexString(Encoding.UTF8.GetBytes(value)),
        ]).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <returns>What was found, with its surroundings; null for nothing.</returns>
    public string? Find(string text)
    {
        var at = text.AsSpan().IndexOfAny(patterns);
        if (at < 0)
        {
            return null;
        }

        var found = valueByPattern.First(pattern => text.AsSpan(at).StartsWith(pattern.Key, StringComparison.OrdinalIgnoreCase));
        return $"{found.Value} in \"…{text[Math.Max(0, at - Shown)..Math.Min(text.Length, at + found.Key.Length + Shown)]}…\"";
    }

    /// <summary>Reads bytes as UTF-8 and as UTF-16, and what in them is Base64 once more without it.</summary>
    public string? Find(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return Find(text) ?? FindUtf16(bytes) ?? Base64Runs().Matches(text)
            .Select(run => Decode(run.Value)).Where(decoded => decoded.Length > 0)
            .Select(decoded => Find(Encoding.UTF8.GetString(decoded)) ?? FindUtf16(decoded))
            .FirstOrDefault(found => found is not null);
    }

    /// <summary>From either byte on, so that the order of bytes does not matter.</summary>
    private string? FindUtf16(byte[] bytes) =>
        Find(Encoding.Unicode.GetString(bytes)) ?? Find(Encoding.Unicode.GetString([.. bytes.Skip(1), 0]));

    private static byte[] Decode(string run)
    {
        var bytes = new byte[run.Length];
        var whole = run.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        whole = whole[..(whole.Length - (whole.Length % 4 == 1 ? 1 : 0))];
        return Convert.TryFromBase64String(whole.PadRight((whole.Length + 3) / 4 * 4, '='), bytes, out var length) ? bytes[..length] : [];
    }

    private static string[] Hashes(byte[] bytes) =>
        [Convert.ToHexString(SHA256.HashData(bytes)), Convert.ToBase64String(SHA256.HashData(bytes))];

    /// <summary>What stays the same of its Base64 wherever in a longer text it begins.</summary>
    private static IEnumerable<string> Base64Of(byte[] bytes)
    {
        for (var before = 0; before < 3; before++)
        {
            var text = Convert.ToBase64String([.. new byte[before], .. bytes]);
            var first = (before * 8 + 5) / 6;
            yield return text[first..((before + bytes.Length) * 8 / 6)];
        }
    }

    [GeneratedRegex("[A-Za-z0-9+/_-]{12,}={0,2}")]
    private static partial Regex Base64Runs();
}
