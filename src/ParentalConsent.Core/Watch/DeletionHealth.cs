using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Core.Watch;

/// <summary>Whether what must be deleted is being deleted.</summary>
/// <param name="OldestDue">The earliest due time among the lines that are due, to within its hour; null where none is.</param>
/// <param name="Sweep">The last sweep; null before the first.</param>
/// <param name="Owed">As the last sweep found it.</param>
public sealed record DeletionHealth(
    DateTimeOffset At, DeletionState State, DateTimeOffset? OldestDue, SweepState? Sweep, OwedBesides Owed)
{
    /// <summary>What has been past due for the longest, and since when; null where nothing is.</summary>
    public (OverdueKind Kind, DateTimeOffset Since)? Oldest => OldestOf(OldestDue, Owed) is { } oldest && oldest.Since < At ? oldest : null;

    /// <summary>How long the oldest has been past due.</summary>
    public TimeSpan Overdue => Oldest is { } oldest ? At - oldest.Since : TimeSpan.Zero;

    public static DeletionHealth Of(
        WatchRows watch, DateTimeOffset? oldestDue, WatchedFunction sweep, DateTimeOffset startedAt, DateTimeOffset now)
    {
        var last = watch.Sweep?.Value;
        var owed = watch.Owed?.Value ?? OwedBesides.Nothing;
        var state = (last, OldestOf(oldestDue, owed)) switch
        {
            _ when watch.Stop?.Value.HoldsAt(now) is true => DeletionState.Stopped,
            _ when sweep.IsSilent(last?.Last.At, null, startedAt, now) => DeletionState.SweepMissing,
            ({ Last.ClockDifference: not null }, _) => DeletionState.ClockDiffers,
            ({ DeletesNothing: true }, _) => DeletionState.DeletesNothing,
            (_, { } oldest) when now - oldest.Since > DeleteUnconsented.Overdue => DeletionState.Overdue,
            _ => DeletionState.Good,
        };
        return new DeletionHealth(now, state, oldestDue, last, owed);
    }

    private static (OverdueKind Kind, DateTimeOffset Since)? OldestOf(DateTimeOffset? oldestDue, OwedBesides owed)
    {
        var all = oldestDue is { } due ? owed.Overdue.Prepend((Kind: OverdueKind.Registration, Since: due)) : owed.Overdue;
        return all.OrderBy(one => one.Since).Cast<(OverdueKind, DateTimeOffset)?>().FirstOrDefault();
    }
}
