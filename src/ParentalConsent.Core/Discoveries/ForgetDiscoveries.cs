using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Core.Discoveries;

/// <summary>
/// What falls due of discoveries: at the deadline the key of a discovery's lines goes first, in one call, and then what is sealed with it,
/// some parts with each sweep; 30 days after its begin, all of it. One that fails holds up no other.
/// </summary>
public sealed partial class ForgetDiscoveries(IDiscoveryStore store, ILogger<ForgetDiscoveries> logger)
{
    /// <summary>Whose keys go in one run, where they are not gone yet.</summary>
    private const int MostDue = 1000;

    /// <summary>Whose rows go in one run: so many that it does not hold up the sweep.</summary>
    private const int MostCleared = 50;

    private const int MostParts = 200;

    public async Task<ForgottenDiscoveries> ExecuteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await store.ReadDueAsync(now, MostDue, cancellationToken);
        var faults = new Dictionary<DueDiscovery, Exception>();
        foreach (var entry in due.Where(entry => !entry.Forget))
        {
            await TryAsync(entry, () => LoseKeyAsync(entry.DiscoveryId, cancellationToken));
        }

        var left = faults.Keys.Select(entry => (DateTimeOffset?)entry.At).Where(at => at < now - DeleteUnconsented.Overdue).Min();
        var parts = MostParts;
        foreach (var entry in due.Where(entry => !faults.ContainsKey(entry)).Take(MostCleared).TakeWhile(_ => parts > 0))
        {
            // What is left after so many parts is for the next sweep.
            await TryAsync(entry, async () => parts -= await ForgetAsync(entry, parts, cancellationToken));
        }

        return new ForgottenDiscoveries(left, [.. faults.Values]);

        async Task TryAsync(DueDiscovery entry, Func<Task> forget)
        {
            try
            {
                await forget();
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(entry, fault);
            }
        }
    }

    /// <returns>How many parts were looked at.</returns>
    private async Task<int> ForgetAsync(DueDiscovery entry, int parts, CancellationToken cancellationToken)
    {
        var undone = entry.Forget ? [] : await store.ReadUndoneAsync(entry.DiscoveryId, parts, cancellationToken);
        var isDone = entry.Forget
            ? await store.ForgetAsync(entry, cancellationToken)
            : await GiveUpAsync(entry.DiscoveryId, undone, cancellationToken) && undone.Count < parts;
        if (isDone)
        {
            await store.SettleAsync(entry, cancellationToken);
        }

        return undone.Count;
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
