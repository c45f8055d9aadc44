namespace ParentalConsent.Core.Watch;

/// <summary>What watches the deleting, kept where every instance sees it. Each method is one call.</summary>
public interface IWatchStore
{
    Task<WatchRows> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Notes what is given and leaves the rest as it was.</summary>
    Task BeatAsync(Heartbeat beat, CancellationToken cancellationToken);

    /// <returns>False where another sweep wrote since <paramref name="current"/> was read.</returns>
    Task<bool> TrySaveAsync(Watched<SweepState>? current, SweepState changed, CancellationToken cancellationToken);

    /// <returns>False where another sweep wrote since <paramref name="current"/> was read.</returns>
    Task<bool> TrySaveAsync(Watched<OwedBesides>? current, OwedBesides changed, CancellationToken cancellationToken);

    /// <param name="changed">Null to end the stop.</param>
    /// <returns>False where somebody else wrote since <paramref name="current"/> was read.</returns>
    Task<bool> TrySaveAsync(Watched<SafetyStop>? current, SafetyStop? changed, CancellationToken cancellationToken);
}
