using ParentalConsent.Core.Holds;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryHolds(MemoryCalls? calls = null) : IHolds
{
    private readonly Dictionary<string, Stored> holds = [];
    private long version;

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>What is stored now; counts as no call.</summary>
    public IReadOnlyList<Hold> All
    {
        get
        {
            lock (this)
            {
                return [.. holds.Values.Select(stored => stored.Hold)];
            }
        }
    }

    public Task<StoredHold?> FindAsync(string id, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => (StoredHold?)holds.GetValueOrDefault(id), cancellationToken);

    public Task<bool> TryAddAsync(Hold hold, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => holds.TryAdd(hold.Id, new Stored(hold, ++version)), cancellationToken);

    public Task<bool> TrySaveAsync(StoredHold current, Hold changed, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Save((Stored)current, changed), cancellationToken);

    public Task<IReadOnlyList<StoredHold>> ReadAsync(CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Where(_ => true), cancellationToken);

    public Task<IReadOnlyList<StoredHold>> ReadActiveAsync(CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Where(hold => hold.State is HoldState.Active), cancellationToken);

    public Task<IReadOnlyList<StoredHold>> ReadUnsettledAsync(DateTimeOffset now, CancellationToken cancellationToken) => Calls.RunAsync(
        this, () => Where(hold => !hold.Logged || (hold.State is HoldState.Active && hold.Until <= now)), cancellationToken);

    public Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => Calls.RunAsync(
        this,
        () =>
        {
            foreach (var (id, _) in holds.Where(pair => pair.Value.Hold is { Logged: true } hold && hold.EndedAt < before).Take(1000).ToList())
            {
                holds.Remove(id);
            }

            return holds.Count;
        },
        cancellationToken);

    private IReadOnlyList<StoredHold> Where(Func<Hold, bool> fits) => [.. holds.Values.Where(stored => fits(stored.Hold))];

    private bool Save(Stored current, Hold changed)
    {
        var isCurrent = holds.TryGetValue(changed.Id, out var found) && found.Version == current.Version;
        if (isCurrent)
        {
            holds[changed.Id] = new Stored(changed, ++version);
        }

        return isCurrent;
    }

    private sealed class Stored(Hold hold, long version) : StoredHold(hold)
    {
        public long Version { get; } = version;
    }
}
