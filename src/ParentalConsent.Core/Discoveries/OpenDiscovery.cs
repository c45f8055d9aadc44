using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Core.Discoveries;

/// <summary>A client begins to send lines.</summary>
public sealed class OpenDiscovery(IDiscoveryStore store, TimeProvider clock)
{
    /// <param name="columns">Of CSV; empty for NDJSON.</param>
    /// <returns>Null where the client has too many that take lines.</returns>
    public Task<StoredDiscovery?> ExecuteAsync(
        ClientPolicy client, DiscoveryFormat format, IReadOnlyList<string> columns, CancellationToken cancellationToken) => store.TryOpenAsync(
        new Discovery
        {
            Id = Discovery.NewId(),
            ClientId = client.Id,
            CreatedAt = DeadlineEntry.Round(clock.GetUtcNow()),
            Format = format,
            Columns = columns,
        },
        cancellationToken);
}
