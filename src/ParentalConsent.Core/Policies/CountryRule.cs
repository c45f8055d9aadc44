using ParentalConsent.Core.Methods;

namespace ParentalConsent.Core.Policies;

/// <summary>What the law of a country asks. Read from <c>ages-of-consent.json</c>.</summary>
/// <param name="Age">From which a young person consents alone, in years.</param>
/// <param name="Law">Where it is written.</param>
/// <param name="Assurance">The least that a guardian's consent needs there.</param>
public sealed record CountryRule(int Age, string Law, Assurance Assurance = Assurance.Asserted)
{
    /// <summary>Where the law can be read.</summary>
    public string Source { get; init; } = "";
}
