namespace ParentalConsent.Core.Watch;

/// <summary>What it is that should be gone.</summary>
public enum OverdueKind
{
    /// <summary>What a line of the deadline index is about.</summary>
    Registration,

    /// <summary>A step of a deletion that was not even looked at.</summary>
    Case,

    /// <summary>Lines of a bulk discovery.</summary>
    Discovery,
}
