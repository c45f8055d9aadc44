using System.Runtime.CompilerServices;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryDeletionLog(TimeProvider clock, MemoryCalls? calls = null) : IDeletionLog
{
    private readonly List<DeletionLogEntry> log = [];

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>The log as it stands, in the order of appending; counts as no call.</summary>
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

    /// <summary>A shard that nothing can be appended to; null where all are well.</summary>
    public int? BrokenShard { get; set; }

    /// <summary>Changes what was logged, as someone with access to storage could.</summary>
    public void Tamper(Action<List<DeletionLogEntry>> change)
    {
        lock (this)
        {
            change(log);
        }
    }

    public Task AppendAsync(IReadOnlyList<LogRecord> records, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Append(records), cancellationToken);

    public Task<DeletionLogHead?> ReadHeadAsync(int shard, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Head(shard), cancellationToken);

    public async IAsyncEnumerable<DeletionLogEntry> ReadAsync(
        int shard, long first, long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await Calls.RunAsync(
            this, () => log.Where(entry => entry.Shard == shard && entry.Sequence >= first && entry.Sequence <= last).ToList(), cancellationToken);
        foreach (var entry in found)
        {
            yield return entry;
        }
    }

    public Task RemoveAsync(int shard, long last, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => log.RemoveAll(entry => entry.Shard == shard && entry.Sequence <= last), cancellationToken);

    public Task<DeletionLogEntry?> FindAsync(int shard, string key, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => log.Find(entry => entry.Shard == shard && entry.Record.Key == key), cancellationToken);

    private DeletionLogHead? Head(int shard) => log.FindLast(entry => entry.Shard == shard) is { } last ? new DeletionLogHead(last.Sequence, last.Hash) : null;

    private int Append(IReadOnlyList<LogRecord> records)
    {
        if (records.Any(record => record.Shard == BrokenShard))
        {
            throw new InvalidOperationException("Somebody put a batch beyond the head.");
        }

        foreach (var record in records.Where(record => !log.Exists(entry => entry.Shard == record.Shard && entry.Record.Key == record.Key)))
        {
            log.Add(DeletionChain.Append(Head(record.Shard), record, clock.GetUtcNow()));
        }

        return log.Count;
    }
}
