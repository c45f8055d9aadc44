using System.Security.Cryptography;
using System.Text;

namespace ParentalConsent.Storage.Providers;

/// <summary>
/// Standard Webhooks 1.0: <c>webhook-signature</c> holds <c>v1,</c> and Base64 of HMAC-SHA-256 over id, dot, timestamp, dot and
/// body; several are separated by spaces.
/// </summary>
internal sealed record StandardWebhookSignature(string Id, string Time, IReadOnlyList<byte[]> Signatures)
{
    private const string Version = "v1,";
    private const int MaxParts = 8;
    private const int MaxId = 100;

    /// <returns>Null where a header is missing or not of that form.</returns>
    public static StandardWebhookSignature? Read(Func<string, string?> header)
    {
        if (header("webhook-id") is not { Length: > 0 and <= MaxId } id
            || header("webhook-timestamp") is not { } time
            || header("webhook-signature")?.Split(' ', MaxParts + 1) is not { Length: <= MaxParts } parts)
        {
            return null;
        }

        var signatures = parts.Where(part => part.StartsWith(Version, StringComparison.Ordinal)).Select(Decode).OfType<byte[]>().ToArray();
        return signatures.Length > 0 ? new StandardWebhookSignature(id, time, signatures) : null;
    }

    public bool Fits(byte[] key, ReadOnlySpan<byte> body)
    {
        var expected = HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{Id}.{Time}."), .. body]);
        return Signatures.Aggregate(false, (found, signature) => CryptographicOperations.FixedTimeEquals(expected, signature) | found);
    }

    private static byte[]? Decode(string part)
    {
        var bytes = new byte[part.Length];
        return Convert.TryFromBase64String(part[Version.Length..], bytes, out var length) && length == HMACSHA256.HashSizeInBytes
            ? bytes[..length]
            : null;
    }
}
