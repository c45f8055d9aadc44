using Microsoft.Extensions.Logging;

namespace ParentalConsent.Core.Discoveries;

/// <summary>
/// What falls due of discoveries: at the deadline the key of a discovery's lines goes first, in one call, and then what is sealed with it,
/// some parts with each sweep; 30 days after its begin, all of it.
/// </summary>
public sealed partial class ForgetDiscoveries(IDiscoveryStore store, ILogger<ForgetDiscoveries> logger)
{
    /// <summary>Of one run: so many that it does not hold up the sweep.</summary>
    private const int MostDue = 50;

    private const int MostParts = 200;

    public async Task ExecuteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await store.ReadDueAsync(now, MostDue, cancellationToken);
        foreach (var entry in due.Where(entry => !entry.Forget))
        {
            await LoseKeyAsync(entry.DiscoveryId, cancellationToken);
        }

        var parts = MostParts;
        foreach (var entry in due)
        {
            bool isDone;
            if (entry.Forget)
            {
                isDone = await store.ForgetAsync(entry, cancellationToken);
            }
            else
            {
                var undone = await store.ReadUndoneAsync(entry.DiscoveryId, parts, cancellationToken);
                parts -= undone.Count;
                isDone = await GiveUpAsync(entry.DiscoveryId, undone, cancellationToken) && parts > 0;
            }

            if (isDone)
            {
                await store.SettleAsync(entry, cancellationToken);
            }

            if (parts == 0)
            {
                // The rest is for the next sweep.
                return;
            }
        }
    }

    private async Task LoseKeyAsync(string discoveryId, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(discoveryId, cancellationToken) is { Discovery: { Lapsed: false } discovery } current)
        {
            if (await store.TrySaveAsync(current, discovery with { Ended = true, Lapsed = true }, cancellationToken) is not null)
            {
                return;
            }
        }
    }

    /// <returns>Whether all of these are done with. Somebody who works on one yet comes to its end, or leaves it to the next sweep.</returns>
    private async Task<bool> GiveUpAsync(string discoveryId, IReadOnlyList<StoredDiscoveryPart> undone, CancellationToken cancellationToken)
    {
        var given = 0;
        foreach (var part in undone)
        {
            given += await store.TrySaveAsync(part, part.Part.Rest(), cancellationToken) is null ? 0 : 1;
        }

        if (given > 0)
        {
            Log.GivenUp(logger, given, discoveryId);
        }

        return given == undone.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Parts} parts of discovery {DiscoveryId} were not worked off within a day", EventName = "DiscoveryGivenUp")]
        public static partial void GivenUp(ILogger logger, int parts, string discoveryId);
    }
}
