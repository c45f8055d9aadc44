using System.Security.Cryptography;

namespace ParentalConsent.Core.Signing;

/// <summary>A key of ours: signs by ES256 (ECDSA on P-256 with SHA-256).</summary>
public sealed class SigningKey
{
    private readonly ECParameters parameters;

    private SigningKey(ECParameters parameters)
    {
        this.parameters = parameters;
        Public = new PublicKey(parameters.Q.X!, parameters.Q.Y!);
    }

    public PublicKey Public { get; }

    /// <returns>Null unless it is the PKCS#8 form of a P-256 key.</returns>
    public static SigningKey? TryImport(ReadOnlySpan<byte> pkcs8)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out var read);
            var parameters = key.ExportParameters(includePrivateParameters: true);
            return read == pkcs8.Length && PublicKey.IsP256(parameters.Curve) ? new SigningKey(parameters) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>64 bytes, as RFC 7518 has them (section 3.4).</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        using var key = ECDsa.Create(parameters);
        return key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    public override string ToString() => Public.Id;
}
