using System.Security.Cryptography;
using System.Text;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Registrations;

namespace ParentalConsent.Storage.Cases;

/// <summary>
/// Seals the subject's id in a case, with a key derived from <c>data-encryption-key</c>: the newest version seals, all in force open. It is
/// bound to the deletion and the attempt.
/// </summary>
internal sealed class CaseSeal(SecretKeys keys)
{
    /// <returns>The row with the id sealed in it; the same where there is none.</returns>
    public async Task<CaseRow> SealAsync(CaseRow row, string? subjectId, CancellationToken cancellationToken)
    {
        if (subjectId is null)
        {
            return row;
        }

        var newest = (await keys.GetAsync(SecretNames.DataEncryptionKey, cancellationToken)).Newest;
        return row with { Subject = SealedBox.Seal(KeyOf(newest), Encoding.UTF8.GetBytes(subjectId), Context(row)), KeyId = newest.Id };
    }

    /// <returns>Null where there is none, or it cannot be opened any more: then a person has to look.</returns>
    public async Task<string?> OpenAsync(CaseRow row, CancellationToken cancellationToken)
    {
        if (row is not { Subject: { } box, KeyId: { } id } || await keys.FindAsync(SecretNames.DataEncryptionKey, id, cancellationToken) is not { } version)
        {
            return null;
        }

        try
        {
            return Encoding.UTF8.GetString(SealedBox.Open(KeyOf(version), box, Context(row)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] KeyOf(KeyVersion version)
    {
        var derived = new byte[DataKey.Size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, version.Bytes, derived, salt: [], info: "case key"u8);
        return derived;
    }

    private static byte[] Context(CaseRow row) => Encoding.UTF8.GetBytes($"{row.PartitionKey}/{row.Attempt}/subject");
}
