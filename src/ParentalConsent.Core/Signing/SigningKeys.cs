using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Core.Signing;

/// <summary>The keys that sign checkpoints of the log and what else others check offline.</summary>
public sealed class SigningKeys(SecretKeys secrets)
{
    private (KeyRing Ring, IReadOnlyList<SigningKey> Keys)? last;

    /// <summary>Signs.</summary>
    /// <exception cref="InvalidSecretException">The secret is missing or malformed.</exception>
    public async Task<SigningKey> NewestAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken))[0];

    /// <summary>All in force verify, newest first.</summary>
    /// <exception cref="InvalidSecretException">The secret is missing or malformed.</exception>
    public async Task<JsonWebKeys> PublicAsync(CancellationToken cancellationToken) =>
        new((await ReadAsync(cancellationToken)).Select(key => key.Public));

    private async Task<IReadOnlyList<SigningKey>> ReadAsync(CancellationToken cancellationToken)
    {
        var ring = await secrets.GetAsync(SecretNames.LogSigningKey, cancellationToken);
        if (last is { } known && known.Ring == ring)
        {
            return known.Keys;
        }

        IReadOnlyList<SigningKey> keys = [.. ring.Versions.Select(version => SigningKey.TryImport(version.Bytes)
            ?? throw new InvalidSecretException(SecretNames.LogSigningKey, "must be the PKCS#8 form of a P-256 key, in Base64"))];
        last = (ring, keys);
        return keys;
    }
}
