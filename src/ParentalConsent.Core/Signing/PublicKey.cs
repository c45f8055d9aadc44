using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ParentalConsent.Core.Signing;

/// <summary>What others check our signatures with: a point on P-256.</summary>
/// <param name="x">32 bytes.</param>
/// <param name="y">32 bytes.</param>
public sealed class PublicKey(byte[] x, byte[] y)
{
    private const int CoordinateLength = 32;

    /// <summary>The thumbprint of RFC 7638: the same wherever the key is kept.</summary>
    public string Id { get; } = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(
        $$"""{"crv":"P-256","kty":"EC","x":"{{Base64Url.EncodeToString(x)}}","y":"{{Base64Url.EncodeToString(y)}}"}""")));

    public string X => Base64Url.EncodeToString(x);

    public string Y => Base64Url.EncodeToString(y);

    /// <returns>Null where they are no point on the curve.</returns>
    public static PublicKey? TryCreate(byte[] x, byte[] y)
    {
        if (x.Length != CoordinateLength || y.Length != CoordinateLength)
        {
            return null;
        }

        try
        {
            using var key = ECDsa.Create(Parameters(x, y));
            return new PublicKey(x, y);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create(Parameters(x, y));
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    internal static bool IsP256(ECCurve curve) =>
        curve.IsNamed && (curve.Oid.Value ?? new Oid(curve.Oid.FriendlyName!).Value) == ECCurve.NamedCurves.nistP256.Oid.Value;

    private static ECParameters Parameters(byte[] x, byte[] y) =>
        new() { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } };
}
