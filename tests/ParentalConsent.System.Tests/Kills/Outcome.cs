namespace ParentalConsent.SystemTests.Kills;

/// <summary>What becomes of a registration if the service keeps its promises.</summary>
public enum Outcome
{
    Granted,
    Refused,
    Disowned,
    Withdrawn,
    Cancelled,

    /// <summary>The parent never answers.</summary>
    Expired,

    /// <summary>The client asks once and does not ask again when no answer comes; nobody knows whether it was registered.</summary>
    Abandoned,
}
