namespace ParentalConsent.Core.Deletion;

/// <param name="Entries">How many were read.</param>
/// <param name="FirstBad">The sequence at which the chain first breaks; null when it holds.</param>
/// <param name="Problem">Stable word: <c>missing</c>, <c>changed</c>, <c>linkBroken</c>, <c>headMismatch</c>; null when it holds.</param>
public sealed record DeletionLogVerdict(long Entries, long? FirstBad, string? Problem)
{
    public bool Holds => FirstBad is null;
}

/// <summary>Recomputes the chain from its first entry to its head.</summary>
public sealed class VerifyDeletionLog(IDeletionLog log)
{
    public async Task<DeletionLogVerdict> ExecuteAsync(CancellationToken cancellationToken)
    {
        // The head first: entries appended meanwhile are beyond it and left for the next time.
        var head = await log.ReadHeadAsync(cancellationToken);
        var previous = new DeletionLogHead(0, DeletionChain.Start);
        await foreach (var entry in log.ReadAsync(1, head?.Sequence ?? long.MaxValue, cancellationToken))
        {
            if (Problem(previous, entry) is { } problem)
            {
                return new DeletionLogVerdict(previous.Sequence + 1, previous.Sequence + 1, problem);
            }

            previous = new DeletionLogHead(entry.Sequence, entry.Hash);
        }

        return previous.Sequence < (head?.Sequence ?? 0)
            ? new DeletionLogVerdict(previous.Sequence, previous.Sequence + 1, "missing")
            : previous.Sequence > 0 && previous != head
                ? new DeletionLogVerdict(previous.Sequence, previous.Sequence, "headMismatch")
                : new DeletionLogVerdict(previous.Sequence, null, null);
    }

    private static string? Problem(DeletionLogHead previous, DeletionLogEntry entry) => entry switch
    {
        _ when entry.Sequence != previous.Sequence + 1 => "missing",
        _ when entry.PreviousHash != previous.Hash => "linkBroken",
        _ when DeletionChain.HashOf(entry) != entry.Hash => "changed",
        _ => null,
    };
}
