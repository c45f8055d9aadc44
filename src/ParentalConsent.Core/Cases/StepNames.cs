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

    private const string TargetPrefix = "target:";

    /// <summary>Of a <see cref="Policies.DeletionTarget"/>.</summary>
    public static string OfTarget(string name) => $"{TargetPrefix}{name}";

    public static bool IsTarget(string step) => step.StartsWith(TargetPrefix, StringComparison.Ordinal);

    /// <summary>The name that stands behind it.</summary>
    public static string TargetOf(string step) => step[TargetPrefix.Length..];
}
