namespace ParentalConsent.Core.Deletion;

/// <summary>Why data was deleted.</summary>
public enum DeletionReason
{
    Expired,
    Refused,
    Disowned,
    Cancelled,
    Withdrawn,
}
