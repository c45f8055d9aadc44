using System.Runtime.CompilerServices;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryLogCheckpoints(MemoryCalls? calls = null) : ILogCheckpoints
{
    private int writes;

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>As stored; a test alters them as someone with access to storage could.</summary>
    public List<StoredCheckpoint> Kept { get; } = [];

    public StoredCheckpoint? Latest { get; set; }

    public StoredCheckpoint? Anchor { get; set; }

    public Task<StoredCheckpoint?> ReadLatestAsync(CancellationToken cancellationToken) => Calls.RunAsync(this, () => Latest, cancellationToken);

    public Task<bool> TryReplaceAsync(StoredCheckpoint? current, StoredCheckpoint next, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => TryReplace(current, next), cancellationToken);

    public Task<StoredCheckpoint?> FindKeptAsync(long number, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Kept.Find(kept => kept.Number == number), cancellationToken);

    public async IAsyncEnumerable<StoredCheckpoint> ReadKeptAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var kept in await Calls.RunAsync(this, () => Kept.Where(kept => kept.Number > after).ToList(), cancellationToken))
        {
            yield return kept;
        }
    }

    public Task<StoredCheckpoint?> ReadAnchorAsync(CancellationToken cancellationToken) => Calls.RunAsync(this, () => Anchor, cancellationToken);

    public Task<bool> TryReplaceAnchorAsync(StoredCheckpoint? current, StoredCheckpoint next, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => TryReplaceAnchor(current, next), cancellationToken);

    public Task RemoveAsync(long last, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Kept.RemoveAll(kept => kept.Number <= last), cancellationToken);

    private bool TryReplace(StoredCheckpoint? current, StoredCheckpoint next)
    {
        if (current?.Version != Latest?.Version)
        {
            return false;
        }

        if (current is not null && current.Number != next.Number)
        {
            Kept.Add(current);
        }

        Latest = next with { Version = $"{++writes}" };
        return true;
    }

    private bool TryReplaceAnchor(StoredCheckpoint? current, StoredCheckpoint next)
    {
        if (current?.Version != Anchor?.Version)
        {
            return false;
        }

        Anchor = next with { Version = $"{++writes}" };
        return true;
    }
}
