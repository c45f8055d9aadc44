using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Methods;

/// <summary>The method a guardian is asked to use, and the level that is needed.</summary>
/// <param name="Suffices">False where the client has no method of that level: the strongest it has is used, and administrators see it.</param>
public sealed record MethodChoice(VerificationMethod Method, Assurance Needed, bool Suffices)
{
    /// <summary>
    /// The least burdensome of the client's methods that meets the strongest need among purposes, country and signals
    /// (EDPB 05/2020, 137: the effort follows the risk).
    /// </summary>
    /// <param name="country">ISO 3166-1 alpha-2; null where unknown.</param>
    public static MethodChoice Make(
        PolicySet policies, ClientPolicy client, IEnumerable<string> purposes, string? country, IReadOnlyCollection<RiskSignal> signals)
    {
        var needed = purposes
            .Select(id => policies.Purposes.GetValueOrDefault(id)?.NeededAssurance ?? Assurance.Asserted)
            .Append(policies.CountryRule(country)?.Assurance ?? Assurance.Asserted)
            .Append(RiskSignals.Needs(signals))
            .Max();
        var sufficient = client.Methods.Where(method => method.Level() >= needed).Order().ToArray();
        return sufficient is [var least, ..]
            ? new MethodChoice(least, needed, true)
            : new MethodChoice(client.Methods.MaxBy(method => method.Level()), needed, false);
    }
}
