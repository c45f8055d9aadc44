using ParentalConsent.Core.Policies;

namespace ParentalConsent.Core.Discoveries;

/// <summary>How far discoveries have come. Counts stand with the parts: a call for each 1,000 of them, and one more.</summary>
public sealed class ReadDiscoveries(IDiscoveryStore store, PolicySet policies)
{
    /// <returns>Null where there is none.</returns>
    public async Task<DiscoveryProgress?> FindAsync(string discoveryId, CancellationToken cancellationToken) =>
        await store.FindAsync(discoveryId, cancellationToken) is { } found
            ? await ReadAsync(found.Discovery, cancellationToken)
            : null;

    public async Task<DiscoveryProgress> ReadAsync(Discovery discovery, CancellationToken cancellationToken)
    {
        var (done, outcomes) = (0L, new Dictionary<DiscoveryOutcome, long>());
        await foreach (var part in store.ReadPartsAsync(discovery.Id, cancellationToken))
        {
            done += part.Done;
            foreach (var (outcome, count) in part.Outcomes)
            {
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + count;
            }
        }

        return new DiscoveryProgress(discovery, done, outcomes);
    }

    /// <summary>Of one client, the newest first.</summary>
    public async Task<IReadOnlyList<DiscoveryProgress>> ListAsync(string clientId, int max, CancellationToken cancellationToken)
    {
        var list = new List<DiscoveryProgress>();
        foreach (var id in await store.ReadNewestAsync(clientId, max, cancellationToken))
        {
            if (await FindAsync(id, cancellationToken) is { } progress)
            {
                list.Add(progress);
            }
        }

        return list;
    }

    /// <summary>Of all clients, the newest first.</summary>
    /// <param name="max">Of each client.</param>
    public async Task<IReadOnlyList<DiscoveryProgress>> ListAsync(int max, CancellationToken cancellationToken)
    {
        var list = new List<DiscoveryProgress>();
        foreach (var clientId in policies.Clients.Keys)
        {
            list.AddRange(await ListAsync(clientId, max, cancellationToken));
        }

        return [.. list.OrderByDescending(progress => progress.Discovery.CreatedAt)];
    }
}
