namespace ParentalConsent.Core.Providers;

/// <summary>What a provider can say of a check.</summary>
public enum CheckOutcome
{
    /// <summary>An adult was found.</summary>
    Verified,

    /// <summary>This try found none. The guardian may try again.</summary>
    Failed,

    /// <summary>What was said to be verified is so no longer, now and for later.</summary>
    Revoked,
}
