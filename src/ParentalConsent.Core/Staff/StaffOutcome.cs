namespace ParentalConsent.Core.Staff;

public enum StaffOutcome
{
    /// <summary>Written down before it was shown or done. It stays so where the service was stopped in between: it may have been done.</summary>
    Begun,

    Done,

    /// <summary>There was no such thing, something was missing, or it was too late: nothing was changed.</summary>
    NotDone,

    /// <summary>Their role did not allow it: nothing was read.</summary>
    Refused,
}
