namespace ParentalConsent.Core.Policies;

/// <summary>What a client does with an existing account that turns out to be a minor's, or whose age nobody knows.</summary>
public enum DiscoveryPolicy
{
    /// <summary>A guardian is asked, and the account goes at the deadline.</summary>
    Ask,

    /// <summary>It goes at once.</summary>
    Delete,
}
