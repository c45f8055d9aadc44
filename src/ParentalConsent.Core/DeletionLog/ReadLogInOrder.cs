using System.Runtime.CompilerServices;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>
/// The whole log from its start, in an order in which it can be checked without keeping any of it: before each checkpoint come the
/// entries of every shard up to the heads that it names. Verifying and exporting read it so.
/// </summary>
public sealed class ReadLogInOrder(IDeletionLog log, ILogCheckpoints checkpoints)
{
    /// <summary>Where the log ends now. The checkpoint is read first, so the heads are at or beyond those it names.</summary>
    public async Task<LogSpan> MeasureAsync(CancellationToken cancellationToken)
    {
        var anchor = await checkpoints.ReadAnchorAsync(cancellationToken);
        var latest = await checkpoints.ReadLatestAsync(cancellationToken);
        return new LogSpan(await log.ReadHeadsAsync(cancellationToken), latest, anchor);
    }

    /// <summary>What comes after <paramref name="position"/>, up to the end of <paramref name="span"/>. Streams.</summary>
    public async IAsyncEnumerable<LogItem> ReadAsync(
        LogPosition position, LogSpan span, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shards = Shards.All.Select(shard => new ForwardShard(
            log.ReadAsync(shard, position.Entries[shard] + 1, span.Heads[shard].Sequence, cancellationToken).GetAsyncEnumerator(cancellationToken))).ToList();
        try
        {
            await foreach (var checkpoint in CheckpointsAsync(position.Checkpoint, span.Latest, cancellationToken))
            {
                if (checkpoint.Claim() is { } read)
                {
                    foreach (var shard in Shards.All)
                    {
                        await foreach (var entry in shards[shard].UpToAsync(read.Heads[shard].Sequence))
                        {
                            yield return new LogItem.Entry(entry);
                        }
                    }
                }

                yield return new LogItem.Signed(checkpoint);
            }

            foreach (var shard in shards)
            {
                await foreach (var entry in shard.UpToAsync(long.MaxValue))
                {
                    yield return new LogItem.Entry(entry);
                }
            }
        }
        finally
        {
            foreach (var shard in shards)
            {
                await shard.DisposeAsync();
            }
        }
    }

    private async IAsyncEnumerable<StoredCheckpoint> CheckpointsAsync(
        long after, StoredCheckpoint? latest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var kept in checkpoints.ReadKeptAsync(after, cancellationToken))
        {
            // Kept since the latest was read: it comes below.
            if (kept.Number < (latest?.Number ?? long.MaxValue))
            {
                yield return kept;
            }
        }

        if (latest is not null && (latest.Number > after || latest.Number == 0))
        {
            yield return latest;
        }
    }

    /// <summary>One shard, read on as far as asked.</summary>
    private sealed class ForwardShard(IAsyncEnumerator<DeletionLogEntry> entries) : IAsyncDisposable
    {
        private DeletionLogEntry? next;
        private bool ended;

        /// <summary>Entries up to that sequence, and what has none.</summary>
        public async IAsyncEnumerable<DeletionLogEntry> UpToAsync(long last)
        {
            while (!ended)
            {
                if (next is null && !await entries.MoveNextAsync())
                {
                    ended = true;
                    yield break;
                }

                next ??= entries.Current;
                if (next.Sequence > last)
                {
                    yield break;
                }

                var entry = next;
                next = null;
                yield return entry;
            }
        }

        public ValueTask DisposeAsync() => entries.DisposeAsync();
    }
}
