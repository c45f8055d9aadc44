using System.Runtime.CompilerServices;
using ParentalConsent.Core.Cases;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryCases(MemoryCalls? calls = null) : ICases
{
    private const int PageSize = 1000;

    private readonly Dictionary<string, Stored> cases = [];
    private readonly HashSet<CaseLine> index = [];
    private readonly HashSet<CaseLine> forPerson = [];
    private long version;

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>What is stored now; counts as no call.</summary>
    public IReadOnlyList<DeletionCase> All
    {
        get
        {
            lock (this)
            {
                return [.. cases.Values.Select(stored => stored.Case)];
            }
        }
    }

    /// <summary>What is indexed now; counts as no call.</summary>
    public IReadOnlyList<CaseLine> Lines
    {
        get
        {
            lock (this)
            {
                return [.. Sorted(index)];
            }
        }
    }

    public Task<StoredCase?> FindAsync(string deletionId, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => (StoredCase?)cases.GetValueOrDefault(deletionId), cancellationToken);

    public Task<bool> TryAddAsync(DeletionCase added, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => cases.TryAdd(added.DeletionId, new Stored(added, ++version)), cancellationToken);

    public Task<bool> TrySaveAsync(StoredCase current, DeletionCase changed, CancellationToken cancellationToken) => Calls.RunAsync(
        this,
        () =>
        {
            var isCurrent = VersionOf(changed.DeletionId) == ((Stored)current).Version;
            if (isCurrent)
            {
                cases[changed.DeletionId] = new Stored(changed, ++version);
            }

            return isCurrent;
        },
        cancellationToken);

    public Task<bool> TryRemoveAsync(StoredCase current, CancellationToken cancellationToken) => Calls.RunAsync(
        this,
        () =>
        {
            var stored = VersionOf(current.Case.DeletionId);
            if (stored == ((Stored)current).Version)
            {
                cases.Remove(current.Case.DeletionId);
            }

            return stored is null || stored == ((Stored)current).Version;
        },
        cancellationToken);

    public Task AddLineAsync(DeletionCase written, CancellationToken cancellationToken) => Calls.RunAsync(
        this, () => index.Add(written.Line) | (written.NeedsPerson ? forPerson.Add(written.Line) : forPerson.Remove(written.Line)), cancellationToken);

    public Task RemoveLinesAsync(IReadOnlyCollection<CaseLine> lines, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => index.RemoveWhere(lines.Contains) + forPerson.RemoveWhere(lines.Contains), cancellationToken);

    public Task<int> CountForPersonAsync(DateTimeOffset now, CancellationToken cancellationToken) => Calls.RunAsync(
        this,
        () => forPerson.Where(line => line.Due <= now + CaseSchedule.MostBetweenAlarms).Select(line => line.DeletionId).Distinct().Count(),
        cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<CaseLine>> ReadDueAsync(
        DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var page in (await Calls.RunAsync(this, () => Sorted(index.Where(line => line.Due <= now)).ToList(), cancellationToken)).Chunk(PageSize))
        {
            yield return page;
        }
    }

    public Task<IReadOnlyList<CaseLine>> ReadOpenAsync(int count, CancellationToken cancellationToken) =>
        Calls.RunAsync<IReadOnlyList<CaseLine>>(this, () => [.. Sorted(index).Take(count)], cancellationToken);

    private static IOrderedEnumerable<CaseLine> Sorted(IEnumerable<CaseLine> unsorted) =>
        unsorted.OrderBy(line => line.Partition, StringComparer.Ordinal).ThenBy(line => line.ToString(), StringComparer.Ordinal);

    private long? VersionOf(string deletionId) => cases.TryGetValue(deletionId, out var stored) ? stored.Version : null;

    private sealed class Stored(DeletionCase kept, long version) : StoredCase(kept)
    {
        public long Version { get; } = version;
    }
}
