namespace ParentalConsent.Core.Discoveries;

/// <summary>A part as a store read it; each store keeps its version of the row in a type derived from this.</summary>
public abstract class StoredDiscoveryPart(DiscoveryPart part)
{
    public DiscoveryPart Part { get; } = part;
}
