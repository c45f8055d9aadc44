namespace ParentalConsent.Core.Signals;

/// <summary>A sign that the "parent" may be the child. It raises the method that is needed; it never refuses.</summary>
public enum RiskSignal
{
    /// <summary>The guardian's address is the child's own.</summary>
    SameAddress,

    /// <summary>The same but for a sub-address (<c>name+parent@</c>), dots or capitals.</summary>
    AddressVariant,

    /// <summary>The address is at a provider of throw-away mailboxes.</summary>
    DisposableAddress,

    /// <summary>The answer came from the network that the child registered from.</summary>
    SameNetwork,

    /// <summary>The same, and from the same kind of browser.</summary>
    SameDevice,

    /// <summary>The answer came sooner than a parent reads.</summary>
    QuickAnswer,
}
