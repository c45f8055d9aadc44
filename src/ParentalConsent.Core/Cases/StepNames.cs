namespace ParentalConsent.Core.Cases;

/// <summary>The steps that there are, as they are stored, answered and logged.</summary>
public static class StepNames
{
    /// <summary>What was registered, and the rest of the registration's row; done with the tombstone.</summary>
    public const string HeldData = "heldData";

    /// <summary>Addresses and names; done with the tombstone.</summary>
    public const string ContactDetails = "contactDetails";

    /// <summary>What the client keeps itself; done with its acknowledgement.</summary>
    public const string ClientSystems = "clientSystems";
}
