using System.Globalization;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryWatchStore(MemoryCalls? calls = null) : IWatchStore
{
    private readonly Dictionary<string, Heartbeat> beats = [];
    private Watched<SweepState>? sweep;
    private Watched<SafetyStop>? stop;
    private Watched<OwedBesides>? owed;
    private int version;

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>As it stands; counts as no call.</summary>
    public WatchRows Rows
    {
        get
        {
            lock (this)
            {
                return new WatchRows([.. beats.Values], sweep, stop, owed);
            }
        }
    }

    public Task<WatchRows> ReadAsync(CancellationToken cancellationToken) => Calls.RunAsync(this, () => Rows, cancellationToken);

    public Task BeatAsync(Heartbeat beat, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () =>
            {
                var before = beats.GetValueOrDefault(beat.Function);
                return beats[beat.Function] = new Heartbeat(
                    beat.Function,
                    beat.BeganAt ?? before?.BeganAt,
                    beat.FinishedAt ?? before?.FinishedAt,
                    beat.FailedAt ?? before?.FailedAt,
                    beat.Failure ?? before?.Failure);
            },
            cancellationToken);

    public Task<bool> TrySaveAsync(Watched<SweepState>? current, SweepState changed, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Save(ref sweep, current?.Version, changed), cancellationToken);

    public Task<bool> TrySaveAsync(Watched<OwedBesides>? current, OwedBesides changed, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Save(ref owed, current?.Version, changed), cancellationToken);

    public Task<bool> TrySaveAsync(Watched<SafetyStop>? current, SafetyStop? changed, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => Save(ref stop, current?.Version, changed), cancellationToken);

    private bool Save<T>(ref Watched<T>? stored, string? read, T? changed)
        where T : class
    {
        var isCurrent = stored?.Version == read;
        if (isCurrent)
        {
            stored = changed is null ? null : new Watched<T>(changed, (++version).ToString(CultureInfo.InvariantCulture));
        }

        return isCurrent;
    }
}
