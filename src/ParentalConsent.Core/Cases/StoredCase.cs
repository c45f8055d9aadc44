namespace ParentalConsent.Core.Cases;

/// <summary>A case as a store read it; each store keeps its version of the row in a type derived from this.</summary>
public abstract class StoredCase(DeletionCase read)
{
    public DeletionCase Case { get; } = read;
}
