using System.Security.Cryptography;

namespace ParentalConsent.Storage.Registrations;

/// <summary>The random key of one registration, or of one discovery. What it seals opens in no other, and at no other place.</summary>
internal sealed class DataKey(byte[] bytes)
{
    public const int Size = 32;

    public ReadOnlySpan<byte> Bytes => bytes;

    public static DataKey New() => new(RandomNumberGenerator.GetBytes(Size));

    /// <param name="part">Which column or row this is, for instance <c>data-00 of 2</c>.</param>
    public byte[] Seal(SealPlace place, string part, ReadOnlySpan<byte> plain) => SealedBox.Seal(bytes, plain, place.Context(part));

    public byte[] Seal(RegistrationRow row, string part, ReadOnlySpan<byte> plain) => Seal(SealPlace.Of(row), part, plain);

    /// <exception cref="SealException">It was changed, or belongs elsewhere.</exception>
    public byte[] Open(SealPlace place, string part, ReadOnlySpan<byte> box)
    {
        try
        {
            return SealedBox.Open(bytes, box, place.Context(part));
        }
        catch (CryptographicException)
        {
            throw new SealException(place.Owner, part, "it was changed or belongs elsewhere");
        }
    }

    /// <exception cref="SealException">It was changed, or belongs elsewhere.</exception>
    public byte[] Open(RegistrationRow row, string part, ReadOnlySpan<byte> box) => Open(SealPlace.Of(row), part, box);
}
