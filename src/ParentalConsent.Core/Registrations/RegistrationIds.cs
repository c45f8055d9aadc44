using System.Security.Cryptography;
using System.Text;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Registrations;

/// <summary>Ids that nobody can compute without the key.</summary>
public sealed class RegistrationIds(SecretKeys keys)
{
    /// <summary>Keyed hash of client and subject: the same subject always gets the same one. 32 hex digits.</summary>
    public Task<string> ForSubjectAsync(string clientId, string subjectId, CancellationToken cancellationToken) =>
        HashAsync($"subject\n{clientId}\n{subjectId}", cancellationToken);

    /// <summary>Keyed hash of an e-mail address, whatever its case. 32 hex digits.</summary>
    public Task<string> ForGuardianAsync(string emailAddress, CancellationToken cancellationToken) =>
        HashAsync($"guardian\n{emailAddress.Trim().ToLowerInvariant()}", cancellationToken);

    /// <summary>Keyed hash of the mailbox behind an address: the same as <see cref="ForGuardianAsync"/> where the address is written plainly.</summary>
    public Task<string> ForMailboxAsync(string emailAddress, CancellationToken cancellationToken) =>
        ForGuardianAsync(Mailbox.Of(emailAddress), cancellationToken);

    /// <summary>Keyed hashes of an e-mail address, good for this registration only.</summary>
    public async Task<AddressHashes> ForAddressAsync(string emailAddress, string registrationId, CancellationToken cancellationToken) => new(
        await HashAsync($"address\n{registrationId}\n{emailAddress.Trim().ToLowerInvariant()}", cancellationToken),
        await HashAsync($"mailbox\n{registrationId}\n{Mailbox.Resembling(emailAddress)}", cancellationToken));

    /// <summary>Keyed hashes of a device hint, good for this registration only.</summary>
    public async Task<DeviceHashes> ForDeviceAsync(DeviceHint hint, string registrationId, CancellationToken cancellationToken) => new(
        await HashAsync($"network\n{registrationId}\n{hint.Network}", cancellationToken),
        hint.Browser is null ? null : await HashAsync($"device\n{registrationId}\n{hint.Network}\n{hint.Browser}", cancellationToken));

    /// <summary>16 random hex digits, for an attempt or a decision.</summary>
    public static string NewMark() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private async Task<string> HashAsync(string text, CancellationToken cancellationToken)
    {
        var ring = await keys.GetAsync(SecretNames.PseudonymKey, cancellationToken);
        return Convert.ToHexStringLower(HMACSHA256.HashData(ring.Oldest.Bytes, Encoding.UTF8.GetBytes(text)))[..32];
    }
}
