namespace ParentalConsent.Core.Staff;

/// <summary>How we know who a member of staff is, and so what their name is worth.</summary>
public enum StaffSignIn
{
    /// <summary>Their organisation's account; the name is its object id.</summary>
    Account,

    /// <summary>A shared key, at the console; the name is what they typed.</summary>
    Key,

    /// <summary>A shared key, with a call of the API; the name is the key's.</summary>
    Call,
}
