namespace ParentalConsent.Core.Consents;

/// <summary>What a guardian can say.</summary>
public enum ConsentDecision
{
    Grant,
    Refuse,
    NotMyChild,
    Withdraw,
}
