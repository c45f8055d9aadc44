using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using ParentalConsent.Storage.Providers;

namespace ParentalConsent.Functions.Policies;

/// <summary>Stops the start of an app whose policy names a provider that no setting describes.</summary>
public sealed class ProviderCheck(IConfiguration configuration) : IValidateOptions<PolicyOptions>
{
    public ValidateOptionsResult Validate(string? name, PolicyOptions options)
    {
        if (!Directory.Exists(options.Folder))
        {
            // Said elsewhere.
            return ValidateOptionsResult.Skip;
        }

        var configured = configuration.GetSection(ProviderOptions.Section).GetChildren().Select(section => section.Key).ToHashSet(StringComparer.Ordinal);
        var missing = PolicyFiles.Read(options.Folder).Policies.Clients.Values
            .Where(client => client.Provider is { Length: > 0 } provider && !configured.Contains(provider))
            .Select(client => $"{ProviderOptions.Section}:{client.Provider}:Kind is missing: client {client.Id} names this provider in clients.json")
            .ToArray();
        return missing.Length > 0 ? ValidateOptionsResult.Fail(missing) : ValidateOptionsResult.Success;
    }
}
