using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Functions.Ages;

/// <param name="Decision"><c>notRequired</c> or <c>consentRequired</c>.</param>
/// <param name="MethodAvailable">False where consent is required and the client has no method that the law of the country lets count.</param>
public sealed record AgeCheckAnswer(string Decision, int AgeOfConsent, AgeRule Rule, bool MethodAvailable)
{
    public static AgeCheckAnswer Of(AgeDecision decision, bool canAsk) => new(
        decision.ConsentRequired ? "consentRequired" : "notRequired",
        decision.AgeOfConsent,
        decision.Rule,
        canAsk || !decision.ConsentRequired);
}
