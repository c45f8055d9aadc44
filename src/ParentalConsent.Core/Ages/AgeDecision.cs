using ParentalConsent.Core.Policies;

namespace ParentalConsent.Core.Ages;

/// <param name="AgeOfConsent">In years.</param>
/// <param name="OfAgeAt">The first moment at which the subject is certainly of age; null where no age is known.</param>
public sealed record AgeDecision(bool ConsentRequired, int AgeOfConsent, AgeRule Rule, DateTimeOffset? OfAgeAt);
