using System.Globalization;
using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Signing;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>
/// Removes what is older than the log is kept, from the start of the chains up to a checkpoint. First the log says so in a record,
/// then that checkpoint is signed once more as the anchor at which checking begins; only then is anything removed. What was cut off
/// in between is finished by the next run: the checkpoints go last, so an old one that is left says that something may be.
/// </summary>
public sealed partial class PruneDeletionLog(
    IDeletionLog log,
    ILogCheckpoints checkpoints,
    ReadLogInOrder ordered,
    ILogHolds holds,
    SigningKeys keys,
    LogRetention retention,
    TimeProvider clock,
    ILogger<PruneDeletionLog> logger)
{
    /// <summary>About so many entries at once; what is left waits for the next run.</summary>
    public int MostEntries { get; init; } = 5_000;

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        if (await OldestAsync(cancellationToken) is not { } oldest)
        {
            return;
        }

        var publicKeys = await keys.PublicAsync(cancellationToken);
        var anchor = await checkpoints.ReadAnchorAsync(cancellationToken) is { } stored
            ? Checkpoint.Verify(stored.Signed, Checkpoint.AnchorType, publicKeys)
            : null;
        if (anchor is not null && oldest.Number <= anchor.Number)
        {
            await RemoveAsync(anchor, cancellationToken);
        }
        else if (oldest.Claim() is not { } first || first.At < retention.Cutoff(clock.GetUtcNow()))
        {
            await PruneAsync(await ordered.MeasureAsync(cancellationToken), publicKeys, cancellationToken);
        }
    }

    private async Task PruneAsync(LogSpan span, JsonWebKeys publicKeys, CancellationToken cancellationToken)
    {
        if (await FindEndAsync(span, publicKeys, cancellationToken) is not { } end)
        {
            return;
        }

        await log.AppendAsync([Record(end)], cancellationToken);
        var signed = end.Sign(await keys.NewestAsync(cancellationToken), Checkpoint.AnchorType);
        if (await checkpoints.TryReplaceAnchorAsync(span.Anchor, new StoredCheckpoint(end.Number, signed), cancellationToken))
        {
            Log.Pruned(logger, end.Number);
            await RemoveAsync(end, cancellationToken);
        }
    }

    /// <summary>The last checkpoint that is old enough, within bounds, before which nothing is held and all holds together.</summary>
    private async Task<Checkpoint?> FindEndAsync(LogSpan span, JsonWebKeys publicKeys, CancellationToken cancellationToken)
    {
        var cutoff = retention.Cutoff(clock.GetUtcNow());
        var held = await holds.ReadHeldAsync(cancellationToken);
        var proof = new LogProof(publicKeys);
        var problem = span.Anchor is { } anchor ? proof.Begin(anchor.Signed) : null;
        Checkpoint? end = null;
        await foreach (var item in ordered.ReadAsync(span.Start, span, cancellationToken))
        {
            problem ??= proof.Add(item);
            if (problem is not null)
            {
                // What is wrong is evidence, and stays.
                Log.NotPruned(logger, problem.Problem, problem.Shard, problem.Sequence);
                return null;
            }

            if (item is LogItem.Entry { Logged.Record.DeletionId: { } deletionId } && held.Contains(deletionId))
            {
                return end;
            }

            if (item is LogItem.Signed { Checkpoint: var signed })
            {
                if (signed.Number == span.Latest?.Number || signed.Claim() is not { } read || read.At >= cutoff)
                {
                    return end;
                }

                end = read;
                if (proof.Entries >= MostEntries)
                {
                    return end;
                }
            }
        }

        return end;
    }

    private async Task RemoveAsync(Checkpoint end, CancellationToken cancellationToken)
    {
        foreach (var shard in Shards.All)
        {
            await log.RemoveAsync(shard, end.Heads[shard].Sequence, cancellationToken);
        }

        await checkpoints.RemoveAsync(end.Number, cancellationToken);
    }

    private async Task<StoredCheckpoint?> OldestAsync(CancellationToken cancellationToken)
    {
        await foreach (var kept in checkpoints.ReadKeptAsync(0, cancellationToken))
        {
            return kept;
        }

        return null;
    }

    private static LogRecord Record(Checkpoint end) => new()
    {
        Kind = LogKind.Pruned,
        Key = string.Create(CultureInfo.InvariantCulture, $"pruned-{end.Number}"),
        Facts = LogFacts.Of(
            [
                ("checkpoint", end.Number.ToString(CultureInfo.InvariantCulture)),
                ("hash", end.Hash),
                .. Shards.All.Select(shard => ($"shard{shard}", end.Heads[shard].Sequence.ToString(CultureInfo.InvariantCulture))),
            ]),
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Pruned the deletion log up to checkpoint {Number}", EventName = nameof(Pruned))]
        public static partial void Pruned(ILogger logger, long number);

        [LoggerMessage(2, LogLevel.Error, "The deletion log is not pruned, as it was altered: {Problem} at shard {Shard}, entry {Sequence}", EventName = nameof(NotPruned))]
        public static partial void NotPruned(ILogger logger, string problem, int? shard, long? sequence);
    }
}
