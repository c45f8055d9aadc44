using ParentalConsent.Core.Guardians;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryGuardianStore(MemoryCalls? calls = null) : IGuardianStore
{
    private readonly Dictionary<string, Stored> guardians = [];
    private long version;

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>What is stored now; counts as no call.</summary>
    public IReadOnlyList<Guardian> Guardians
    {
        get
        {
            lock (this)
            {
                return [.. guardians.Values.Select(stored => stored.Guardian)];
            }
        }
    }

    public Task<StoredGuardian?> FindAsync(string hash, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => (StoredGuardian?)guardians.GetValueOrDefault(hash), cancellationToken);

    public Task<bool> TryAddAsync(Guardian guardian, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => guardians.TryAdd(guardian.Hash, new Stored(guardian, ++version)), cancellationToken);

    public Task<bool> TrySaveAsync(StoredGuardian current, Guardian changed, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Save((Stored)current, changed), cancellationToken);

    public Task PruneAsync(HashSlice slice, DateTimeOffset before, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () =>
            {
                foreach (var (hash, stored) in guardians.Where(pair => IsIn(slice, pair.Key) && pair.Value.Guardian.TouchedAt < before).ToList())
                {
                    guardians.Remove(hash);
                    if (stored.Guardian.Suppressed.Count > 0)
                    {
                        guardians[hash] = new Stored(stored.Guardian with { Asked = [], TouchedAt = null }, ++version);
                    }
                }

                return guardians.Count;
            },
            cancellationToken);

    private bool Save(Stored current, Guardian changed)
    {
        var isCurrent = guardians.TryGetValue(changed.Hash, out var found) && found.Version == current.Version;
        if (isCurrent)
        {
            guardians[changed.Hash] = new Stored(changed, ++version);
        }

        return isCurrent;
    }

    private static bool IsIn(HashSlice slice, string hash) =>
        string.CompareOrdinal(hash, slice.From) >= 0 && (slice.Before is null || string.CompareOrdinal(hash, slice.Before) < 0);

    private sealed class Stored(Guardian guardian, long version) : StoredGuardian(guardian)
    {
        public long Version { get; } = version;
    }
}
