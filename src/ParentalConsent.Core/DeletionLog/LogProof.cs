using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Signing;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>
/// Checks a log that is shown to it piece by piece, in the order of <see cref="ReadLogInOrder"/>, and remembers no more than where
/// each chain stands. What it is asked after a problem was found means nothing.
/// </summary>
/// <param name="keys">What checkpoints may be signed with.</param>
public sealed class LogProof(JsonWebKeys keys)
{
    private readonly DeletionLogHead[] last = [.. Shards.All.Select(_ => DeletionLogHead.None)];
    private Checkpoint? checkpoint;
    private long signed;

    public long Entries { get; private set; }

    public long Checkpoints { get; private set; }

    /// <summary>When the last checkpoint was signed; null without one.</summary>
    public DateTimeOffset? SignedAt => checkpoint?.At;

    /// <summary>Entries since the last checkpoint: nothing signed tells of them yet.</summary>
    public long Unsigned => Entries - signed;

    /// <summary>Where the chains stand.</summary>
    public IReadOnlyList<DeletionLogHead> Last => last;

    /// <summary>Before anything else, where the log was pruned.</summary>
    /// <returns>Null where it fits, as for all that follow.</returns>
    public LogProblem? Begin(string anchor)
    {
        if (Checkpoint.Verify(anchor, Checkpoint.AnchorType, keys) is not { } read)
        {
            return new LogProblem("anchor");
        }

        checkpoint = read;
        read.Heads.ToArray().CopyTo(last, 0);
        return null;
    }

    public LogProblem? Add(LogItem item) => item switch
    {
        LogItem.Entry entry => Add(entry.Logged),
        LogItem.Signed signed => Add(signed.Checkpoint),
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };

    public LogProblem? Add(DeletionLogEntry entry)
    {
        if (entry.Shard is < 0 or >= Shards.Count)
        {
            return new LogProblem("added", entry.Shard, entry.Sequence);
        }

        var previous = last[entry.Shard];
        if (Problem(previous, entry) is { } problem)
        {
            return problem;
        }

        last[entry.Shard] = new DeletionLogHead(entry.Sequence, entry.Hash);
        Entries++;
        return null;
    }

    public LogProblem? Add(StoredCheckpoint stored)
    {
        var number = (checkpoint?.Number ?? 0) + 1;
        switch (Jws.Verify(stored.Signed, Checkpoint.Type, keys))
        {
            case JwsReading.UnknownKey:
                return new LogProblem("checkpointKeyUnknown", Checkpoint: number);
            case JwsReading.BadSignature:
                return new LogProblem("checkpointSignature", Checkpoint: number);
            case JwsReading.Valid valid when Checkpoint.Read(valid.Payload) is { } read:
                return Add(read, number);
            default:
                return new LogProblem("checkpointUnreadable", Checkpoint: number);
        }
    }

    /// <summary>Once all was shown.</summary>
    /// <param name="heads">As storage, or who exported it, says.</param>
    public LogProblem? End(IReadOnlyList<DeletionLogHead> heads) => Shards.All
        .Where(shard => last[shard] != heads[shard])
        .Select(shard => last[shard].Sequence < heads[shard].Sequence
            ? new LogProblem("missing", shard, last[shard].Sequence + 1)
            : new LogProblem("headMismatch", shard, last[shard].Sequence))
        .FirstOrDefault();

    /// <summary>Where no checkpoint is the latest: none may have been kept either.</summary>
    public LogProblem? WithoutLatest() => checkpoint is { } last ? new LogProblem("checkpointMissing", Checkpoint: last.Number + 1) : null;

    private LogProblem? Add(Checkpoint next, long number)
    {
        var previous = checkpoint;
        if (next.Number != number)
        {
            return new LogProblem("checkpointMissing", Checkpoint: number);
        }

        if (next.Previous != (previous?.Hash ?? DeletionChain.Start))
        {
            return new LogProblem("checkpointLink", Checkpoint: number);
        }

        if (previous?.SetBackIn(next.Heads) is { } setBack)
        {
            return new LogProblem("checkpointSetBack", setBack, next.Heads[setBack].Sequence, number);
        }

        foreach (var shard in Shards.All.Where(shard => next.Heads[shard] != last[shard]))
        {
            return next.Heads[shard].Sequence > last[shard].Sequence
                ? new LogProblem("cutOff", shard, last[shard].Sequence + 1, number)
                : new LogProblem("checkpointMismatch", shard, next.Heads[shard].Sequence, number);
        }

        checkpoint = next;
        signed = Entries;
        Checkpoints++;
        return null;
    }

    private static LogProblem? Problem(DeletionLogHead previous, DeletionLogEntry entry)
    {
        var place = previous.Sequence + 1;
        return entry switch
        {
            { Sequence: 0 } => new LogProblem("added", entry.Shard, place),
            _ when entry.Sequence < place => new LogProblem("added", entry.Shard, entry.Sequence),
            _ when entry.Sequence > place => new LogProblem("missing", entry.Shard, place),
            { Hash: DeletionLogEntry.UnreadableHash } => new LogProblem("changed", entry.Shard, place),
            _ when entry.PreviousHash != previous.Hash => new LogProblem("linkBroken", entry.Shard, place),
            _ when DeletionChain.HashOf(entry) != entry.Hash => new LogProblem("changed", entry.Shard, place),
            _ => null,
        };
    }
}
