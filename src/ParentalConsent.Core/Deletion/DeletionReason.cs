namespace ParentalConsent.Core.Deletion;

/// <summary>Why data was deleted.</summary>
public enum DeletionReason
{
    Expired,
    Refused,
    Disowned,
    Cancelled,
    Withdrawn,

    /// <summary>The client found an account of a minor, or of somebody of no known age, that no guardian was ever asked about.</summary>
    Discovered,

    /// <summary>An administrator had it deleted; the log has why, in an entry of its own.</summary>
    Administrator,

    /// <summary>
    /// A guardian asked for it (COPPA 312.6(a)(2), GDPR 17): on their page, with the end of their consent, or by an administrator.
    /// </summary>
    GuardianRequest,
}
