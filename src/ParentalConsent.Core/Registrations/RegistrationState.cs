namespace ParentalConsent.Core.Registrations;

/// <summary>Where a registration stands. <see cref="Transitions"/> lists every allowed move between these.</summary>
public enum RegistrationState
{
    AwaitingParent,
    Granted,
    Refused,
    Disowned,
    Cancelled,
    Expired,
    Withdrawn,

    /// <summary>An administrator has it deleted.</summary>
    Removed,
    OfAge,
    Discovered,
    Deleting,
    Deleted,
}
