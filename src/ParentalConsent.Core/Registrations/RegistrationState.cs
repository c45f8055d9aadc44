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
    OfAge,
    Discovered,
    Deleting,
    Deleted,
}
