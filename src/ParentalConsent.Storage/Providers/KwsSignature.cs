using System.Security.Cryptography;
using System.Text;

namespace ParentalConsent.Storage.Providers;

/// <summary>
/// <c>x-kws-signature: t=…,v1=…[,v1=…]</c>: HMAC-SHA-256 in hex over <c>t</c>, a dot and the body. There is more than one
/// <c>v1</c> while KWS changes its key.
/// </summary>
internal sealed record KwsSignature(string Time, IReadOnlyList<byte[]> Signatures)
{
    public const string Header = "x-kws-signature";

    private const int MaxParts = 8;

    /// <returns>Null where the header is not of that form.</returns>
    public static KwsSignature? Read(string? header)
    {
        var parts = (header ?? "").Split(',', MaxParts + 1, StringSplitOptions.TrimEntries);
        var times = Values(parts, "t=");
        var signatures = Values(parts, "v1=").Select(Decode).OfType<byte[]>().ToArray();
        return parts.Length <= MaxParts && times is [var time] && signatures.Length > 0 ? new KwsSignature(time, signatures) : null;
    }

    public bool Fits(byte[] key, ReadOnlySpan<byte> body)
    {
        var expected = HMACSHA256.HashData(key, (byte[])[.. Encoding.ASCII.GetBytes(Time), (byte)'.', .. body]);
        return Signatures.Aggregate(false, (found, signature) => CryptographicOperations.FixedTimeEquals(expected, signature) | found);
    }

    private static string[] Values(string[] parts, string prefix) =>
        [.. parts.Where(part => part.StartsWith(prefix, StringComparison.Ordinal)).Select(part => part[prefix.Length..])];

    private static byte[]? Decode(string hex) =>
        hex.Length == 2 * HMACSHA256.HashSizeInBytes && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : null;
}
