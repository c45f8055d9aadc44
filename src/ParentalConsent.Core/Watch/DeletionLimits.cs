namespace ParentalConsent.Core.Watch;

/// <param name="SafetyStopAt">More lines than this due in one sweep are not handed out before an operator releases them; 0 never stops.</param>
/// <param name="ClockTolerance">Deleting by the clock waits while ours and the storage service's differ by more.</param>
public sealed record DeletionLimits(int SafetyStopAt, TimeSpan ClockTolerance)
{
    public static readonly DeletionLimits Usual = new(5000, TimeSpan.FromMinutes(1));

    /// <returns>By how much the clocks differ; null where not by too much, or not known.</returns>
    public TimeSpan? Difference(ClockReading? reading) =>
        reading is { Difference: var difference } && difference.Duration() > ClockTolerance ? difference : null;
}
