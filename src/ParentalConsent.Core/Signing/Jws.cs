using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace ParentalConsent.Core.Signing;

/// <summary>What came of looking at something signed.</summary>
public abstract record JwsReading
{
    private JwsReading()
    {
    }

    /// <param name="KeyId">Which key signed it.</param>
    public sealed record Valid(byte[] Payload, string KeyId) : JwsReading;

    /// <summary>Not of our form, or signed for another use.</summary>
    public sealed record Malformed : JwsReading;

    public sealed record UnknownKey(string KeyId) : JwsReading;

    public sealed record BadSignature(string KeyId) : JwsReading;
}

/// <summary>
/// JSON Web Signatures in compact form (RFC 7515), ES256 alone. The header has <c>alg</c>, <c>kid</c> and <c>typ</c> and nothing
/// else; <c>typ</c> keeps what was signed for one use from being taken for another.
/// </summary>
public static class Jws
{
    private const string Algorithm = "ES256";

    public static string Sign(SigningKey key, string type, ReadOnlySpan<byte> payload)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new JwsHeader(Algorithm, key.Public.Id, type), SigningJson.Default.JwsHeader);
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public static JwsReading Verify(string text, string type, JsonWebKeys keys)
    {
        if (text.Split('.') is not [var head, var body, var tail]
            || Decode(head) is not { } json || Decode(body) is not { } payload || Decode(tail) is not { } signature
            || ReadHeader(json) is not { } header || header.Typ != type)
        {
            return new JwsReading.Malformed();
        }

        if (keys.Find(header.Kid) is not { } key)
        {
            return new JwsReading.UnknownKey(header.Kid);
        }

        return key.Verifies(Encoding.ASCII.GetBytes($"{head}.{body}"), signature)
            ? new JwsReading.Valid(payload, header.Kid)
            : new JwsReading.BadSignature(header.Kid);
    }

    /// <summary>What it says, whoever signed it. Null for what is not of our form.</summary>
    public static byte[]? Payload(string text) => text.Split('.') is [_, var body, _] ? Decode(body) : null;

    /// <returns>Null where it is not the one way to write these bytes.</returns>
    private static byte[]? Decode(string text) =>
        Base64Url.IsValid(text) && Base64Url.DecodeFromChars(text) is var bytes && Base64Url.EncodeToString(bytes) == text ? bytes : null;

    /// <returns>Null unless it is as <see cref="Sign"/> writes it.</returns>
    private static JwsHeader? ReadHeader(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SigningJson.Default.JwsHeader) is { Alg: Algorithm } header
                && JsonSerializer.SerializeToUtf8Bytes(header, SigningJson.Default.JwsHeader).AsSpan().SequenceEqual(json)
                    ? header
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
