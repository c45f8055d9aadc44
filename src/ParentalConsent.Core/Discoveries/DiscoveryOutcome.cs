namespace ParentalConsent.Core.Discoveries;

/// <summary>What came of one line.</summary>
public enum DiscoveryOutcome
{
    /// <summary>Of age: nothing was stored.</summary>
    NotRequired,

    /// <summary>A guardian is being asked.</summary>
    Pending,

    /// <summary>There was a registration already, and it goes on as it was.</summary>
    Existing,

    /// <summary>It goes at once.</summary>
    Deleting,

    /// <summary>Another line of the same discovery is about the same subject, and counts.</summary>
    Duplicate,

    /// <summary>There was a registration already, with another guardian.</summary>
    GuardianMismatch,

    /// <summary>The line is not as it should be; its errors say where.</summary>
    Invalid,

    /// <summary>The deadline came first: send it again.</summary>
    NotWorkedOff,
}
