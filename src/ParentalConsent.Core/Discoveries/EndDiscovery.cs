namespace ParentalConsent.Core.Discoveries;

/// <summary>No more lines are to come. Three calls; repeated, it says the same.</summary>
public sealed class EndDiscovery(IDiscoveryStore store)
{
    public async Task<Discovery> ExecuteAsync(StoredDiscovery discovery, CancellationToken cancellationToken)
    {
        var current = discovery;
        while (!current.Discovery.Ended)
        {
            current = await store.TrySaveAsync(current, current.Discovery with { Ended = true }, cancellationToken)
                ?? await store.FindAsync(current.Discovery.Id, cancellationToken)
                ?? throw new InvalidOperationException("A discovery that was there is gone.");
        }

        await store.GiveBackPlaceAsync(current, cancellationToken);
        return current.Discovery;
    }
}
