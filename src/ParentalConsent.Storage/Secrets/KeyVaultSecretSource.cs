using System.Collections.Concurrent;
using Azure;
using Azure.Security.KeyVault.Secrets;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Storage.Secrets;

/// <summary>Azure Key Vault: every version of a secret that is enabled, begun and not expired.</summary>
public sealed class KeyVaultSecretSource(SecretClient client, TimeProvider clock) : ISecretSource
{
    /// <summary>A failed call takes its retries' time, so for this long its fault stands for the next ones.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, (VaultFault Fault, DateTimeOffset At)> faults = new();

    /// <exception cref="SecretsUnavailableException">The vault cannot be reached, or refuses.</exception>
    public async Task<IReadOnlyList<string>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (faults.TryGetValue(name, out var last) && clock.GetUtcNow() - last.At < Pause)
        {
            throw Unavailable(name, last.Fault);
        }

        try
        {
            var values = await Task.WhenAll((await VersionsAsync(name, cancellationToken))
                .Select(version => ReadAsync(name, version, cancellationToken)));
            faults.TryRemove(name, out _);
            return [.. values.OfType<string>()];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && VaultFault.Of(exception) is not null)
        {
            var fault = VaultFault.Of(exception)!;
            faults[name] = (fault, clock.GetUtcNow());
            throw Unavailable(name, fault);
        }
    }

    private static SecretsUnavailableException Unavailable(string name, VaultFault fault) => new(name, fault.Status, fault.Code);

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
