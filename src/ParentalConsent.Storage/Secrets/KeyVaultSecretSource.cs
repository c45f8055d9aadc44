using Azure;
using Azure.Security.KeyVault.Secrets;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Storage.Secrets;

/// <summary>Azure Key Vault: every version of a secret that is enabled, begun and not expired.</summary>
public sealed class KeyVaultSecretSource(SecretClient client, TimeProvider clock) : ISecretSource
{
    public async Task<IReadOnlyList<string>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var values = await Task.WhenAll((await VersionsAsync(name, cancellationToken))
                .Select(version => ReadAsync(name, version, cancellationToken)));
            return [.. values.OfType<string>()];
        }
        catch (RequestFailedException answer)
        {
            // Its message quotes the answer's headers and body, and those stay here.
            throw new SecretsUnavailableException(name, answer.Status, answer.ErrorCode);
        }
    }

    private async Task<List<string>> VersionsAsync(string name, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var versions = new List<SecretProperties>();
        try
        {
            await foreach (var version in client.GetPropertiesOfSecretVersionsAsync(name, cancellationToken))
            {
                if (version.Enabled != false && !(version.NotBefore > now) && !(version.ExpiresOn <= now))
                {
                    versions.Add(version);
                }
            }
        }
        catch (RequestFailedException answer) when (answer.Status == 404)
        {
            return [];
        }

        return [.. versions.OrderByDescending(version => version.CreatedOn).Select(version => version.Version)];
    }

    private async Task<string?> ReadAsync(string name, string version, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetSecretAsync(name, version, cancellationToken: cancellationToken)).Value.Value;
        }
        catch (RequestFailedException answer) when (answer.Status == 404)
        {
            // Deleted since the versions were listed.
            return null;
        }
    }
}
