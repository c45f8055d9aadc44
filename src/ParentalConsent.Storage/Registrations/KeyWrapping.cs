using System.Security.Cryptography;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Storage.Registrations;

/// <summary>Keys of registrations and discoveries, sealed with a key from the vault: the newest version wraps, all in force unwrap.</summary>
internal sealed class KeyWrapping(SecretKeys keys)
{
    private const string Part = "key";

    /// <summary>The row with the key wrapped in it.</summary>
    public async Task<RegistrationRow> WrapAsync(DataKey key, RegistrationRow row, CancellationToken cancellationToken)
    {
        var (wrapped, keyId) = await WrapAsync(key, SealPlace.Of(row), cancellationToken);
        return row with { Key = wrapped, KeyId = keyId };
    }

    /// <summary>The key wrapped, and the id of the version that did it.</summary>
    public async Task<(byte[] Wrapped, string KeyId)> WrapAsync(DataKey key, SealPlace place, CancellationToken cancellationToken)
    {
        var newest = (await keys.GetAsync(SecretNames.DataEncryptionKey, cancellationToken)).Newest;
        return (SealedBox.Seal(WrappingKey(newest), key.Bytes, place.Context(Part)), newest.Id);
    }

    /// <exception cref="SealException">The version that wrapped it is no longer in force, or the key was changed.</exception>
    public Task<DataKey> UnwrapAsync(RegistrationRow row, CancellationToken cancellationToken) =>
        UnwrapAsync(row.Key, row.KeyId, SealPlace.Of(row), cancellationToken);

    /// <exception cref="SealException">The version that wrapped it is no longer in force, or the key was changed, or is missing.</exception>
    public async Task<DataKey> UnwrapAsync(byte[]? wrapped, string? keyId, SealPlace place, CancellationToken cancellationToken)
    {
        if (wrapped is null || keyId is null)
        {
            throw new SealException(place.Owner, Part, "it is missing");
        }

        var version = await keys.FindAsync(SecretNames.DataEncryptionKey, keyId, cancellationToken)
            ?? throw new SealException(place.Owner, Part, $"version {keyId} of {SecretNames.DataEncryptionKey} is not in force");
        try
        {
            return new DataKey(SealedBox.Open(WrappingKey(version), wrapped, place.Context(Part)));
        }
        catch (CryptographicException)
        {
            throw new SealException(place.Owner, Part, "it was changed or belongs elsewhere");
        }
    }

    /// <summary>Secrets are of 32 bytes or more; AES-256 takes exactly 32.</summary>
    private static byte[] WrappingKey(KeyVersion version)
    {
        var derived = new byte[DataKey.Size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, version.Bytes, derived, salt: [], info: "registration key"u8);
        return derived;
    }
}
