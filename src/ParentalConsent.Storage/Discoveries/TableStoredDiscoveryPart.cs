using ParentalConsent.Core.Discoveries;

namespace ParentalConsent.Storage.Discoveries;

internal sealed class TableStoredDiscoveryPart(DiscoveryPartRow row) : StoredDiscoveryPart(row.ToPart())
{
    public DiscoveryPartRow Row { get; } = row;
}
