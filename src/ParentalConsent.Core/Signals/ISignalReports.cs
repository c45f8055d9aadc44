namespace ParentalConsent.Core.Signals;

/// <summary>Signals that were seen, kept 30 days for the console.</summary>
public interface ISignalReports
{
    /// <summary>One call; a later report of the same registration on the same day takes the place of the earlier.</summary>
    Task AddAsync(SignalReport report, CancellationToken cancellationToken);

    /// <summary>Reports since <paramref name="from"/>, newest first, at most <paramref name="count"/>.</summary>
    Task<IReadOnlyList<SignalReport>> ReadAsync(DateTimeOffset from, int count, CancellationToken cancellationToken);

    /// <summary>Removes reports from before <paramref name="before"/>.</summary>
    Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
