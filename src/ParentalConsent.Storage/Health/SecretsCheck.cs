using ParentalConsent.Core.Health;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Signing;

namespace ParentalConsent.Storage.Health;

/// <summary>Whether the keys are there that every registration needs. Costs a call only when they are due to be read again.</summary>
public sealed class SecretsCheck(SecretKeys keys) : IDependencyCheck
{
    private static readonly string[] Needed = [SecretNames.LinkSigningKey, SecretNames.DataEncryptionKey, SecretNames.PseudonymKey];

    private readonly SigningKeys signing = new(keys);

    public string Name => "secrets";

    public Task CheckAsync(CancellationToken cancellationToken) => Task.WhenAll(
        [.. Needed.Select(name => keys.GetAsync(name, cancellationToken)), signing.PublicAsync(cancellationToken)]);
}
