using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Signing;

namespace ParentalConsent.Core.DeletionLog;

/// <param name="Entries">How many were checked.</param>
/// <param name="Shard">The chain that breaks first; null when all hold, and where it is about a checkpoint alone.</param>
/// <param name="FirstBad">The sequence at which it breaks; null likewise.</param>
/// <param name="Problem">Stable word, see <see cref="LogProblem"/>; null when all hold.</param>
/// <param name="Checkpoint">The number of the checkpoint that is bad, or that shows it; null where none is.</param>
/// <param name="Checkpoints">How many were checked.</param>
/// <param name="SignedAt">When the last of them was signed; null where there is none yet.</param>
public sealed record DeletionLogVerdict(
    long Entries,
    int? Shard,
    long? FirstBad,
    string? Problem,
    long? Checkpoint = null,
    long Checkpoints = 0,
    DateTimeOffset? SignedAt = null)
{
    public bool Holds => Problem is null;
}

/// <summary>Recomputes every chain from where it begins to its head, and checks each checkpoint against them.</summary>
public sealed class VerifyDeletionLog(IDeletionLog log, ReadLogInOrder ordered, SigningKeys keys)
{
    public async Task<DeletionLogVerdict> ExecuteAsync(CancellationToken cancellationToken)
    {
        var proof = new LogProof(await keys.PublicAsync(cancellationToken));
        var span = await ordered.MeasureAsync(cancellationToken);
        var problem = (span.Anchor is { } anchor ? proof.Begin(anchor.Signed) : null)
            ?? await FirstAsync(proof, span, cancellationToken)
            ?? (span.Latest is null ? proof.WithoutLatest() : null)
            ?? proof.End(span.Heads)
            ?? await BeyondAsync(span.Heads, cancellationToken);
        return new DeletionLogVerdict(
            proof.Entries, problem?.Shard, problem?.Sequence, problem?.Problem, problem?.Checkpoint, proof.Checkpoints, proof.SignedAt);
    }

    private async Task<LogProblem?> FirstAsync(LogProof proof, LogSpan span, CancellationToken cancellationToken)
    {
        await foreach (var item in ordered.ReadAsync(span.Start, span, cancellationToken))
        {
            if (proof.Add(item) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    /// <summary>What lies beyond a head as it is now, and not only as it was when all began.</summary>
    private async Task<LogProblem?> BeyondAsync(IReadOnlyList<DeletionLogHead> heads, CancellationToken cancellationToken)
    {
        foreach (var shard in Shards.All)
        {
            var last = 0L;
            await foreach (var entry in log.ReadAsync(shard, heads[shard].Sequence + 1, long.MaxValue, cancellationToken))
            {
                last = Math.Max(last, entry.Sequence);
            }

            if (last > 0 && last > ((await log.ReadHeadAsync(shard, cancellationToken))?.Sequence ?? 0))
            {
                return new LogProblem("added", shard, last);
            }
        }

        return null;
    }
}
