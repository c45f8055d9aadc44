using ParentalConsent.Core.Discoveries;

namespace ParentalConsent.Storage.Discoveries;

internal sealed class TableStoredDiscovery(DiscoveryRow row) : StoredDiscovery(row.ToDiscovery())
{
    public DiscoveryRow Row { get; } = row;
}
