using System.Globalization;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryWatchStore(MemoryCalls? calls = null) : IWatchStore
{
    private readonly Dictionary<string, Heartbeat> beats = [];
    private Watched<SweepState>? sweep;
    private int version;

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>As it stands; counts as no call.</summary>
    public WatchRows Rows
    {
        get
        {
            lock (this)
            {
                return new WatchRows([.. beats.Values], sweep);
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

    private bool Save<T>(ref Watched<T>? stored, string? read, T changed)
    {
        var isCurrent = stored?.Version == read;
        stored = isCurrent ? new Watched<T>(changed, (++version).ToString(CultureInfo.InvariantCulture)) : stored;
        return isCurrent;
    }
}
