namespace ParentalConsent.Core.Guardians;

/// <summary>Words for why a guardian is not asked.</summary>
public static class StopReasons
{
    /// <summary>The guardian said that no child of theirs is at this client.</summary>
    public const string Suppressed = "suppressed";

    /// <summary>Too many mails asked at this address; there is no room for another before the deadline.</summary>
    public const string AddressLimit = "addressLimit";
}
