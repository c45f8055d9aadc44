using System.Runtime.CompilerServices;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryDeletionLog(TimeProvider clock, MemoryCalls? calls = null) : IDeletionLog
{
    private readonly List<DeletionLogEntry> log = [];

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>The log as it stands; counts as no call.</summary>
    public IReadOnlyList<DeletionLogEntry> Entries
    {
        get
        {
            lock (this)
            {
                return [.. log];
            }
        }
    }

    /// <summary>Changes what was logged, as someone with access to storage could.</summary>
    public void Tamper(Action<List<DeletionLogEntry>> change)
    {
        lock (this)
        {
            change(log);
        }
    }

    public Task AppendAsync(IReadOnlyList<DeletionRecord> records, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Append(records), cancellationToken);

    public Task<DeletionLogHead?> ReadHeadAsync(CancellationToken cancellationToken) =>
        Calls.RunAsync(this, Head, cancellationToken);

    public async IAsyncEnumerable<DeletionLogEntry> ReadAsync(
        long first, long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await Calls.RunAsync(
            this, () => log.Where(entry => entry.Sequence >= first && entry.Sequence <= last).ToList(), cancellationToken);
        foreach (var entry in found)
        {
            yield return entry;
        }
    }

    public Task<DeletionLogEntry?> FindAsync(string deletionId, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => log.Find(entry => entry.Record.DeletionId == deletionId), cancellationToken);

    private DeletionLogHead? Head() => log is [.., var last] ? new DeletionLogHead(last.Sequence, last.Hash) : null;

    private int Append(IReadOnlyList<DeletionRecord> records)
    {
        foreach (var record in records.Where(record => log.TrueForAll(entry => entry.Record.DeletionId != record.DeletionId)))
        {
            log.Add(DeletionChain.Append(Head(), record, clock.GetUtcNow()));
        }

        return log.Count;
    }
}
