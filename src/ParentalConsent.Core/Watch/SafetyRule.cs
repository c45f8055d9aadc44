namespace ParentalConsent.Core.Watch;

/// <summary>When a sweep stops because it would delete unusually much.</summary>
public static class SafetyRule
{
    /// <param name="stop">As it is stored; null where none is.</param>
    /// <param name="released">Lines that were due when the stop was released, and still are.</param>
    /// <param name="others">All other lines that are due.</param>
    /// <param name="limit">More than this trips the stop; 0 never does.</param>
    public static SweepPlan Plan(SafetyStop? stop, int released, int others, int limit, DateTimeOffset now) => stop switch
    {
        null => limit > 0 && others > limit ? SweepPlan.Trip : SweepPlan.HandOut,
        _ when limit == 0 => SweepPlan.HandOutAndEnd,
        { Release: not { Logged: true } } => SweepPlan.Hold,
        { Release: { } release } when now >= release.Until => released + others > limit ? SweepPlan.Trip : SweepPlan.HandOutAndEnd,
        { Release: { } release } when released > release.UpTo => SweepPlan.Hold,
        _ when others > limit => SweepPlan.Trip,
        _ => released == 0 ? SweepPlan.HandOutAndEnd : SweepPlan.HandOut,
    };
}
