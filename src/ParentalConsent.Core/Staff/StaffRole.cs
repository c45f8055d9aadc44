namespace ParentalConsent.Core.Staff;

/// <summary>What a member of staff may do.</summary>
public enum StaffRole
{
    /// <summary>Nothing: known to their organisation, without a role here.</summary>
    None,

    /// <summary>Reads what holds no personal data of children and guardians.</summary>
    Auditor,

    /// <summary>Acts, and sees what has to be seen for it: signed forms, and names beside them.</summary>
    Operator,
}
