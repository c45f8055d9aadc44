namespace ParentalConsent.Core.Watch;

/// <summary>What a sweep does with what it found due.</summary>
public enum SweepPlan
{
    HandOut,

    /// <summary>Likewise, and the stop is over.</summary>
    HandOutAndEnd,

    /// <summary>Nothing: it is unusually much, and nobody has said that it is right.</summary>
    Trip,

    /// <summary>Nothing: a stop holds.</summary>
    Hold,
}
