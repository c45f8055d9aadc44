using ParentalConsent.Core.Notices;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryNotices(MemoryCalls? calls = null) : INotices
{
    private readonly Dictionary<string, byte[]> kept = [];

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>Of all that are kept; counts as no call.</summary>
    public IReadOnlyCollection<string> Hashes => kept.Keys;

    public Task AddAsync(DirectNotice notice, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => kept.TryAdd(notice.Hash, notice.Bytes.ToArray()), cancellationToken);

    public Task<IReadOnlyCollection<string>> ReadHashesAsync(CancellationToken cancellationToken) =>
        Calls.RunAsync<IReadOnlyCollection<string>>(this, () => [.. kept.Keys], cancellationToken);

    public Task<ReadOnlyMemory<byte>?> FindAsync(string hash, CancellationToken cancellationToken) => Calls.RunAsync<ReadOnlyMemory<byte>?>(
        this, () => kept.TryGetValue(hash, out var text) ? (ReadOnlyMemory<byte>?)text : null, cancellationToken);
}
