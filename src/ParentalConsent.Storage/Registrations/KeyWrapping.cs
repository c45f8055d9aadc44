using System.Security.Cryptography;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Storage.Registrations;

/// <summary>Registrations' keys, sealed with a key from the vault: the newest version wraps, all in force unwrap.</summary>
internal sealed class KeyWrapping(SecretKeys keys)
{
    private const string Part = "key";

    /// <summary>The row with the key wrapped in it.</summary>
    public async Task<RegistrationRow> WrapAsync(DataKey key, RegistrationRow row, CancellationToken cancellationToken)
    {
        var newest = (await keys.GetAsync(SecretNames.DataEncryptionKey, cancellationToken)).Newest;
        return row with { Key = SealedBox.Seal(WrappingKey(newest), key.Bytes, DataKey.Context(row, Part)), KeyId = newest.Id };
    }

    /// <exception cref="SealException">The version that wrapped it is no longer in force, or the key was changed.</exception>
    public async Task<DataKey> UnwrapAsync(RegistrationRow row, CancellationToken cancellationToken)
    {
        if (row is not { Key: { } wrapped, KeyId: { } id })
        {
            throw new SealException(row.PartitionKey, Part, "it is missing");
        }

        var version = await keys.FindAsync(SecretNames.DataEncryptionKey, id, cancellationToken)
            ?? throw new SealException(row.PartitionKey, Part, $"version {id} of {SecretNames.DataEncryptionKey} is not in force");
        try
        {
            return new DataKey(SealedBox.Open(WrappingKey(version), wrapped, DataKey.Context(row, Part)));
        }
        catch (CryptographicException)
        {
            throw new SealException(row.PartitionKey, Part, "it was changed or belongs elsewhere");
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
