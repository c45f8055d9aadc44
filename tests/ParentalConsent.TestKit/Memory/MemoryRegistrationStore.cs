using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryRegistrationStore(MemoryCalls? calls = null) : IRegistrationStore
{
    private readonly Dictionary<string, Partition> partitions = [];
    private long version;

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>What is stored now; counts as no call.</summary>
    public IReadOnlyList<Registration> Registrations
    {
        get
        {
            lock (this)
            {
                return [.. partitions.Values.Select(partition => partition.Registration)];
            }
        }
    }

    public Task<StoredRegistration?> FindAsync(string registrationId, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () => partitions.TryGetValue(registrationId, out var found)
                ? (StoredRegistration?)new MemoryStoredRegistration(found.Registration, found.Version)
                : null,
            cancellationToken);

    public Task<StoredRegistration?> FindByReferenceAsync(string reference, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () => partitions.Values.FirstOrDefault(found => found.Registration.IsNamed(reference)) is { } named
                ? (StoredRegistration?)new MemoryStoredRegistration(named.Registration, named.Version)
                : null,
            cancellationToken);

    public Task<bool> TryAddAsync(
        RegistrationChange added, ReadOnlyMemory<byte>? heldData, StoredRegistration? tombstone, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heldData?.Length ?? 0, 64 * 1024, nameof(heldData));
        return Calls.RunAsync(this, Add, cancellationToken);

        bool Add()
        {
            var free = tombstone is null
                ? !partitions.ContainsKey(added.Registration.Id)
                : IsCurrent(tombstone) && tombstone.Registration.State is RegistrationState.Deleted;
            if (free)
            {
                partitions[added.Registration.Id] = new Partition(
                    added.Registration, ++version, added.Registration.HoldsData ? heldData?.ToArray() : null, [added.Entry]);
            }

            return free;
        }
    }

    public Task<bool> TrySaveAsync(StoredRegistration current, RegistrationChange change, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () => TryReplace(current, old => new Partition(
                change.Registration, ++version, change.Registration.HoldsData ? old.Data : null, [.. old.History, change.Entry])),
            cancellationToken);

    public Task<StoredRegistration?> SaveAsync(StoredRegistration current, RegistrationChange change, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () => TryReplace(current, old => new Partition(
                change.Registration, ++version, change.Registration.HoldsData ? old.Data : null, [.. old.History, change.Entry]))
                ? (StoredRegistration?)new MemoryStoredRegistration(change.Registration, version)
                : null,
            cancellationToken);

    public Task<bool> TryDeleteAsync(StoredRegistration current, Registration tombstone, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () => TryReplace(current, _ => new Partition(
                tombstone with
                {
                    Details = null, GuardianHash = null, MailboxHash = null, Second = null, Question = null, Further = [], HoldsData = false,
                }, ++version, null, [])),
            cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadDataAsync(StoredRegistration current, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () => partitions.TryGetValue(current.Registration.Id, out var found)
                && found.Registration.Attempt == current.Registration.Attempt
                && found.Data is { } data
                    ? (ReadOnlyMemory<byte>?)data.ToArray()
                    : null,
            cancellationToken);

    public Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(string registrationId, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () => partitions.TryGetValue(registrationId, out var found) ? found.History : [],
            cancellationToken);

    private bool TryReplace(StoredRegistration current, Func<Partition, Partition> change)
    {
        if (!IsCurrent(current))
        {
            return false;
        }

        partitions[current.Registration.Id] = change(partitions[current.Registration.Id]);
        return true;
    }

    private bool IsCurrent(StoredRegistration read) =>
        partitions.TryGetValue(read.Registration.Id, out var found) && found.Version == ((MemoryStoredRegistration)read).Version;

    private sealed record Partition(Registration Registration, long Version, byte[]? Data, IReadOnlyList<HistoryEntry> History);
}
