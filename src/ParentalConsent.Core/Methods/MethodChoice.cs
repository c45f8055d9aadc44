using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
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
            .Append(policies.NeededIn(country))
            .Append(RiskSignals.Needs(signals))
            .Max();
        var least = Suited(client, needed)[0];
        return new MethodChoice(least, needed, least.Level() >= needed);
    }

    /// <summary>
    /// Whether a guardian in the country can be asked: by law no weaker method counts there. Nobody is turned away because the
    /// country is unknown; the strongest method is used then.
    /// </summary>
    public static bool IsAvailable(PolicySet policies, ClientPolicy client, string? country) =>
        policies.CountryRule(country) is not { } rule || client.Methods.Any(method => method.Level() >= rule.Assurance);

    /// <summary>All methods that a guardian may use for this registration, the least burdensome first.</summary>
    public static IReadOnlyList<VerificationMethod> Options(PolicySet policies, Registration registration) =>
        policies.FindClient(registration) is { } client ? Suited(client, registration.NeededAssurance) : [registration.Method];

    /// <summary>Those that suffice; where none does, those of the highest level there is.</summary>
    private static VerificationMethod[] Suited(ClientPolicy client, Assurance needed)
    {
        var level = client.Methods.Max(method => method.Level());
        return [.. client.Methods.Where(method => method.Level() >= (level < needed ? level : needed)).Order()];
    }
}
