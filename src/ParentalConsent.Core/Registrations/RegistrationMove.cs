namespace ParentalConsent.Core.Registrations;

/// <summary>What can happen to a registration.</summary>
public enum RegistrationMove
{
    Grant,
    Refuse,
    Disown,
    Cancel,
    Expire,
    Withdraw,
    BecomeOfAge,
    Discover,

    /// <summary>An administrator has it deleted.</summary>
    Remove,
    BeginDeletion,
    CompleteDeletion,
}
