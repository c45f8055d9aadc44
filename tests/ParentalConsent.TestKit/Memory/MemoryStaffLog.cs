using System.Runtime.CompilerServices;
using ParentalConsent.Core.Staff;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryStaffLog(MemoryCalls? calls = null) : IStaffLog
{
    private readonly SortedDictionary<string, StaffLogEntry> entries = new(StringComparer.Ordinal);
    private readonly List<string> added = [];

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>In the order in which they were first put; counts as no call.</summary>
    public IReadOnlyList<StaffLogEntry> Entries
    {
        get
        {
            lock (this)
            {
                return [.. added.Where(entries.ContainsKey).Select(key => entries[key])];
            }
        }
    }

    public Task PutAsync(StaffLogEntry entry, CancellationToken cancellationToken) => Calls.RunAsync(
        this,
        () =>
        {
            var key = StaffLogCursor.Of(entry).ToString();
            if (!entries.ContainsKey(key))
            {
                added.Add(key);
            }

            return entries[key] = entry;
        },
        cancellationToken);

    public async IAsyncEnumerable<StaffLogEntry> ReadAsync(
        StaffLogQuery query, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await Calls.RunAsync(this, () => entries.Where(entry => Fits(query, entry.Key, entry.Value)).ToList(), cancellationToken);
        foreach (var (_, entry) in found)
        {
            yield return entry;
        }
    }

    public Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => Calls.RunAsync(
        this,
        () =>
        {
            foreach (var (key, _) in entries.Where(entry => entry.Value.At < before).Take(1000).ToList())
            {
                entries.Remove(key);
            }

            return entries.Count;
        },
        cancellationToken);

    private static bool Fits(StaffLogQuery query, string key, StaffLogEntry entry) =>
        !(entry.At < query.From)
        && !(entry.At >= query.To)
        && (query.Who is not { } who || entry.Who == who)
        && (query.What is not { } what || entry.What == what)
        && (query.After is not { } after || string.CompareOrdinal(key, after.ToString()) > 0);
}
