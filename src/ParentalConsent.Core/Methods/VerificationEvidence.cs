namespace ParentalConsent.Core.Methods;

/// <summary>What is kept of a check, sealed: who made it, and how.</summary>
/// <param name="By">The administrator's name, or the provider's.</param>
/// <param name="How">A word: for instance <c>signedForm</c>, <c>telephone</c>, or a provider's own method.</param>
/// <param name="At">When it was made; null where that is the moment it was taken down.</param>
public sealed record VerificationEvidence(string By, string How, DateTimeOffset? At = null)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(VerificationEvidence);
}
