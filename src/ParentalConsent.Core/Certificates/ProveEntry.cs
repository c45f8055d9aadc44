using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Signing;

namespace ParentalConsent.Core.Certificates;

/// <summary>
/// Finds the first checkpoint that covers an entry, and the way there. Its cost depends on neither the log's length nor the number of
/// checkpoints, but for a call each time that number doubles.
/// </summary>
public sealed class ProveEntry(IDeletionLog log, ILogCheckpoints checkpoints, SigningKeys keys)
{
    /// <summary>Entries on the ways of one certificate: with more, it would not fit a form that it is pasted into.</summary>
    public const int MostFollowing = 400;

    /// <param name="entry">Whose own hash holds.</param>
    /// <param name="most">So many entries may follow it.</param>
    public async Task<EntryProof> ExecuteAsync(DeletionLogEntry entry, int most, CancellationToken cancellationToken)
    {
        if (await checkpoints.ReadLatestAsync(cancellationToken) is not { } latest || !Covers(latest, entry))
        {
            return new EntryProof.NotSigned();
        }

        var first = await FindFirstAsync(latest, entry, cancellationToken);
        if (Checkpoint.Verify(first.Signed, Checkpoint.Type, await keys.PublicAsync(cancellationToken)) is not { } checkpoint)
        {
            return new EntryProof.Broken();
        }

        var head = checkpoint.Heads[entry.Shard];
        return head.Sequence - entry.Sequence > most
            ? new EntryProof.TooFar()
            : await FollowAsync(entry, head, cancellationToken) is { } following
                ? new EntryProof.Proven(following, first.Signed)
                : new EntryProof.Broken();
    }

    /// <summary>Among those that are kept, halving what is left. One that is gone was pruned, so it is before what the entry needs.</summary>
    private async Task<StoredCheckpoint> FindFirstAsync(StoredCheckpoint latest, DeletionLogEntry entry, CancellationToken cancellationToken)
    {
        var found = latest;
        for (var (low, high) = (1L, latest.Number); low < high;)
        {
            var middle = low + ((high - low) / 2);
            if (await checkpoints.FindKeptAsync(middle, cancellationToken) is { } kept && Covers(kept, entry))
            {
                (found, high) = (kept, middle);
            }
            else
            {
                low = middle + 1;
            }
        }

        return found;
    }

    /// <returns>Null where it does not lead to the head.</returns>
    private async Task<IReadOnlyList<string>?> FollowAsync(DeletionLogEntry entry, DeletionLogHead head, CancellationToken cancellationToken)
    {
        var following = new List<string>();
        var last = new DeletionLogHead(entry.Sequence, entry.Hash);
        await foreach (var next in log.ReadAsync(entry.Shard, entry.Sequence + 1, head.Sequence, cancellationToken))
        {
            if (next.Sequence != last.Sequence + 1 || next.PreviousHash != last.Hash || DeletionChain.HashOf(next) != next.Hash)
            {
                return null;
            }

            following.Add(DeletionChain.ContentHashOf(next));
            last = new DeletionLogHead(next.Sequence, next.Hash);
        }

        return last == head ? following : null;
    }

    private static bool Covers(StoredCheckpoint stored, DeletionLogEntry entry) =>
        stored.Claim()?.Heads[entry.Shard].Sequence >= entry.Sequence;
}
