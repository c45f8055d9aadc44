namespace ParentalConsent.Core.Holds;

public enum HoldState
{
    /// <summary>The case's log is kept.</summary>
    Active,

    /// <summary>Somebody ended it before its time.</summary>
    Released,

    /// <summary>Its time was over.</summary>
    Expired,
}
