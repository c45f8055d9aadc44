namespace ParentalConsent.Core.Discoveries;

/// <summary>A discovery as a store read it; each store keeps its version of the row in a type derived from this.</summary>
public abstract class StoredDiscovery(Discovery discovery)
{
    public Discovery Discovery { get; } = discovery;
}
