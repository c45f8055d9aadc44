namespace ParentalConsent.Core.Holds;

/// <summary>A hold as a store read it; each store keeps its version of the row in a type derived from this.</summary>
public abstract class StoredHold(Hold hold)
{
    public Hold Hold { get; } = hold;
}
