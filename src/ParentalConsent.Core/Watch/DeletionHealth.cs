using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Core.Watch;

/// <summary>Whether what must be deleted is being deleted.</summary>
/// <param name="OldestDue">The earliest due time among the lines that are due, to within its hour; null where none is.</param>
/// <param name="Sweep">The last sweep; null before the first.</param>
public sealed record DeletionHealth(
    DateTimeOffset At, DeletionState State, DateTimeOffset? OldestDue, SweepState? Sweep)
{
    /// <summary>How long the oldest has been past due.</summary>
    public TimeSpan Overdue => OldestDue is { } due && due < At ? At - due : TimeSpan.Zero;

    public static DeletionHealth Of(
        WatchRows watch, DateTimeOffset? oldestDue, WatchedFunction sweep, DateTimeOffset startedAt, DateTimeOffset now)
    {
        var last = watch.Sweep?.Value;
        var state = (last, oldestDue) switch
        {
            _ when watch.Stop?.Value.HoldsAt(now) is true => DeletionState.Stopped,
            _ when sweep.IsSilent(last?.Last.At, null, startedAt, now) => DeletionState.SweepMissing,
            ({ Last.ClockDifference: not null }, _) => DeletionState.ClockDiffers,
            ({ DeletesNothing: true }, _) => DeletionState.DeletesNothing,
            (_, { } due) when now - due > DeleteUnconsented.Overdue => DeletionState.Overdue,
            _ => DeletionState.Good,
        };
        return new DeletionHealth(now, state, oldestDue, last);
    }
}
