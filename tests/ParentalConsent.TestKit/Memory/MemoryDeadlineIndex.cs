using System.Runtime.CompilerServices;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryDeadlineIndex(MemoryCalls? calls = null) : IDeadlineIndex
{
    private const int PageSize = 1000;

    private readonly HashSet<DeadlineEntry> lines = [];

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>What is indexed now; counts as no call.</summary>
    public IReadOnlyList<DeadlineEntry> Entries
    {
        get
        {
            lock (this)
            {
                return [.. Sorted(lines)];
            }
        }
    }

    public Task AddAsync(DeadlineEntry entry, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => lines.Add(entry), cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<DeadlineEntry>> ReadDueAsync(
        DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DeadlineEntry? last = null;
        while (true)
        {
            var page = await Calls.RunAsync(this, () => Page(now, last), cancellationToken);
            if (page.Length > 0)
            {
                yield return page;
            }

            if (page.Length < PageSize)
            {
                yield break;
            }

            last = page[^1];
        }
    }

    public Task<DateTimeOffset?> FindOldestDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Page(now, null) is [var first, ..] ? first.Due : (DateTimeOffset?)null, cancellationToken);

    public Task RemoveAsync(IReadOnlyCollection<DeadlineEntry> entries, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => lines.RemoveWhere(entries.Contains), cancellationToken);

    public Task<DeadlineCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Count(now), cancellationToken);

    public Task<IReadOnlyDictionary<DateOnly, int>> CountByDayAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Calls.RunAsync<IReadOnlyDictionary<DateOnly, int>>(
            this,
            () => lines.Where(line => line.Due > now)
                .GroupBy(line => line.RegistrationId, line => line.Due)
                .CountBy(dues => DateOnly.FromDateTime(dues.Min().UtcDateTime))
                .ToDictionary(),
            cancellationToken);

    private DeadlineCounts Count(DateTimeOffset now)
    {
        var overdue = lines.Where(line => line.Due <= now).ToList();
        return new DeadlineCounts(
            Registrations(line => line.Due > now),
            Registrations(line => line.Due > now && line.Due <= now.AddHours(48)),
            overdue.Count,
            overdue.Count == 0 ? null : overdue.Min(line => line.Due));

        int Registrations(Func<DeadlineEntry, bool> which) => lines.Where(which).DistinctBy(line => line.RegistrationId).Count();
    }

    private DeadlineEntry[] Page(DateTimeOffset now, DeadlineEntry? after) =>
        [.. Sorted(lines.Where(line => line.Due <= now && (after is null || Compare(line, after) > 0))).Take(PageSize)];

    private static IOrderedEnumerable<DeadlineEntry> Sorted(IEnumerable<DeadlineEntry> entries) =>
        entries.Order(Comparer<DeadlineEntry>.Create(Compare));

    private static int Compare(DeadlineEntry one, DeadlineEntry other) =>
        string.CompareOrdinal(one.Partition, other.Partition) is var byPartition and not 0
            ? byPartition
            : string.CompareOrdinal(one.ToString(), other.ToString());
}
