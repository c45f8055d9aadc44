using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Core.Trends;

/// <summary>What was deleted on one day in UTC.</summary>
/// <param name="Deleted">By reason; reasons without any are left out.</param>
/// <param name="MedianLag">From what made data due (the decision, or else the deadline) to its deletion; null where nothing was deleted.</param>
public sealed record DeletionDay(
    DateOnly Day, IReadOnlyDictionary<DeletionReason, int> Deleted, TimeSpan? MedianLag, TimeSpan? LongestLag)
{
    public static DeletionDay Of(DateOnly day, IReadOnlyCollection<(DeletionReason Reason, TimeSpan Lag)> deletions)
    {
        var lags = deletions.Select(deletion => deletion.Lag).Order().ToList();
        return new DeletionDay(
            day,
            deletions.CountBy(deletion => deletion.Reason).ToDictionary(),
            lags.Count == 0 ? null : lags[(lags.Count - 1) / 2],
            lags.Count == 0 ? null : lags[^1]);
    }
}
