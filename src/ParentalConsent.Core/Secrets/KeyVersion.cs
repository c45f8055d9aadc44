using System.Security.Cryptography;

namespace ParentalConsent.Core.Secrets;

/// <summary>One version of a key, named by what it is rather than by where it is kept.</summary>
public sealed class KeyVersion(byte[] bytes)
{
    /// <summary>At least 32 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>8 hex digits of the key's SHA-256: the same wherever the key is stored.</summary>
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes))[..8];

    public override string ToString() => Id;
}
