namespace ParentalConsent.Core.Consents;

/// <summary>What a guardian can say.</summary>
public enum ConsentDecision
{
    Grant,
    Refuse,
    NotMyChild,
    Withdraw,

    /// <summary>A withdrawal that also asks for the deletion: what happens is the same, and the reason says what was asked for.</summary>
    Erase,
}
