namespace ParentalConsent.Core.Providers;

/// <summary>The providers that are configured.</summary>
public sealed class ProviderSet(IEnumerable<IVerificationProvider> providers)
{
    private readonly Dictionary<string, IVerificationProvider> byName = providers.ToDictionary(provider => provider.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => byName.Keys;

    public IVerificationProvider? Find(string? name) => name is null ? null : byName.GetValueOrDefault(name);
}
