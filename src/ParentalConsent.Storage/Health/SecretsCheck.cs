using ParentalConsent.Core.Health;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Storage.Health;

/// <summary>Whether the keys are there that every registration needs. Costs a call only when they are due to be read again.</summary>
public sealed class SecretsCheck(SecretKeys keys) : IDependencyCheck
{
    private static readonly string[] Needed = [SecretNames.LinkSigningKey, SecretNames.DataEncryptionKey, SecretNames.PseudonymKey];

    public string Name => "secrets";

    public Task CheckAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Needed.Select(name => keys.GetAsync(name, cancellationToken)));
}
