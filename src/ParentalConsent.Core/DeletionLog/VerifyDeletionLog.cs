using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Core.DeletionLog;

/// <param name="Entries">How many were read.</param>
/// <param name="Shard">The chain that breaks first; null when all hold.</param>
/// <param name="FirstBad">The sequence at which it first breaks; null when all hold.</param>
/// <param name="Problem">Stable word: <c>missing</c>, <c>changed</c>, <c>linkBroken</c>, <c>headMismatch</c>; null when all hold.</param>
public sealed record DeletionLogVerdict(long Entries, int? Shard, long? FirstBad, string? Problem)
{
    public bool Holds => Problem is null;
}

/// <summary>Recomputes every chain from its first entry to its head.</summary>
public sealed class VerifyDeletionLog(IDeletionLog log)
{
    public async Task<DeletionLogVerdict> ExecuteAsync(CancellationToken cancellationToken)
    {
        var entries = 0L;
        foreach (var shard in Shards.All)
        {
            var verdict = await VerifyAsync(shard, cancellationToken);
            entries += verdict.Entries;
            if (!verdict.Holds)
            {
                return verdict with { Entries = entries };
            }
        }

        return new DeletionLogVerdict(entries, null, null, null);
    }

    private async Task<DeletionLogVerdict> VerifyAsync(int shard, CancellationToken cancellationToken)
    {
        // The head first: entries appended meanwhile are beyond it and left for the next time.
        var head = await log.ReadHeadAsync(shard, cancellationToken);
        var previous = new DeletionLogHead(0, DeletionChain.Start);
        await foreach (var entry in log.ReadAsync(shard, 1, head?.Sequence ?? long.MaxValue, cancellationToken))
        {
            if (Problem(previous, entry) is { } problem)
            {
                return new DeletionLogVerdict(previous.Sequence + 1, shard, previous.Sequence + 1, problem);
            }

            previous = new DeletionLogHead(entry.Sequence, entry.Hash);
        }

        return previous.Sequence < (head?.Sequence ?? 0)
            ? new DeletionLogVerdict(previous.Sequence, shard, previous.Sequence + 1, "missing")
            : previous.Sequence > 0 && previous != head
                ? new DeletionLogVerdict(previous.Sequence, shard, previous.Sequence, "headMismatch")
                : new DeletionLogVerdict(previous.Sequence, null, null, null);
    }

    private static string? Problem(DeletionLogHead previous, DeletionLogEntry entry) => entry switch
    {
        _ when entry.Sequence != previous.Sequence + 1 => "missing",
        _ when entry.Hash != DeletionLogEntry.UnreadableHash && entry.PreviousHash != previous.Hash => "linkBroken",
        _ when DeletionChain.HashOf(entry) != entry.Hash => "changed",
        _ => null,
    };
}
