using System.Security.Cryptography;
using System.Text;

namespace ParentalConsent.Storage.Registrations;

/// <summary>The random key of one registration. What it seals opens in no other registration, attempt or place.</summary>
internal sealed class DataKey(byte[] bytes)
{
    public const int Size = 32;

    public ReadOnlySpan<byte> Bytes => bytes;

    public static DataKey New() => new(RandomNumberGenerator.GetBytes(Size));

    /// <param name="part">Which column or row this is, for instance <c>data-00 of 2</c>.</param>
    public byte[] Seal(RegistrationRow row, string part, ReadOnlySpan<byte> plain) =>
        SealedBox.Seal(bytes, plain, Context(row, part));

    /// <exception cref="SealException">It was changed, or belongs elsewhere.</exception>
    public byte[] Open(RegistrationRow row, string part, ReadOnlySpan<byte> box)
    {
        try
        {
            return SealedBox.Open(bytes, box, Context(row, part));
        }
        catch (CryptographicException)
        {
            throw new SealException(row.PartitionKey, part, "it was changed or belongs elsewhere");
        }
    }

    internal static byte[] Context(RegistrationRow row, string part) =>
        Encoding.UTF8.GetBytes($"{row.PartitionKey}/{row.Attempt}/{part}");
}
