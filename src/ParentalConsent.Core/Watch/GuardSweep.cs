using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Watch;

/// <summary>Lets a sweep hand out what it found, unless it is unusually much.</summary>
public sealed partial class GuardSweep(
    IWatchStore watch, LogSafetyStop logSafetyStop, DeletionLimits limits, ILogger<GuardSweep> logger)
{
    /// <param name="stop">As it was read at the sweep's start.</param>
    /// <param name="released">As for <see cref="SafetyRule.Plan"/>.</param>
    /// <returns>Whether to hand out.</returns>
    public async Task<bool> MayHandOutAsync(
        Watched<SafetyStop>? stop, int released, int others, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Cut off before the log had it.
        var known = stop is null ? null : await logSafetyStop.ExecuteAsync(stop, cancellationToken) ?? stop.Value;
        switch (SafetyRule.Plan(known, released, others, limits.SafetyStopAt, at))
        {
            case SweepPlan.HandOut:
                return true;
            case SweepPlan.HandOutAndEnd:
                // Where somebody changed it meanwhile, or this sweep did by logging it, the next one ends it.
                await watch.TrySaveAsync(stop, null, cancellationToken);
                return true;
            case SweepPlan.Trip:
                await TripAsync(stop, released + others, at, cancellationToken);
                Log.SafetyStopped(logger, released + others, limits.SafetyStopAt);
                return false;
            default:
                Log.SafetyStopped(logger, released + others, limits.SafetyStopAt);
                return false;
        }
    }

    private async Task TripAsync(Watched<SafetyStop>? before, int due, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var stop = new SafetyStop { Id = RegistrationIds.NewMark(), TrippedAt = at, Due = due, Limit = limits.SafetyStopAt };
        await watch.TrySaveAsync(before, stop, cancellationToken);

        // Ours, or that of a sweep that ran at the same time.
        if ((await watch.ReadAsync(cancellationToken)).Stop is { } tripped)
        {
            await logSafetyStop.ExecuteAsync(tripped, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "Safety stop: {Due} lines are due and more than {Limit} are handed out only when an operator releases them", EventName = nameof(SafetyStopped))]
        public static partial void SafetyStopped(ILogger logger, int due, int limit);
    }
}
