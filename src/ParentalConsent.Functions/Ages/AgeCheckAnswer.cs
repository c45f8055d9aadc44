using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Functions.Ages;

/// <param name="Decision"><c>notRequired</c> or <c>consentRequired</c>.</param>
public sealed record AgeCheckAnswer(string Decision, int AgeOfConsent, AgeRule Rule)
{
    public static AgeCheckAnswer Of(AgeDecision decision) =>
        new(decision.ConsentRequired ? "consentRequired" : "notRequired", decision.AgeOfConsent, decision.Rule);
}
