using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Staff;

namespace ParentalConsent.Core.Holds;

/// <summary>Ends holds whose time is over, and sees to it that the deletion log has every hold. Can be run again, by anyone.</summary>
public sealed partial class SettleHolds(
    IHolds holds, IDeletionLog log, StaffLogRetention retention, TimeProvider clock, ILogger<SettleHolds> logger)
{
    /// <summary>For each sweep: one call where nothing is to be done, and one more to forget what ended long ago. One that fails holds up no other.</summary>
    public async Task ExecuteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var faults = new Faults(cancellationToken);
        foreach (var hold in await holds.ReadUnsettledAsync(now, cancellationToken))
        {
            await faults.TryAsync(() => SettleAsync(hold, cancellationToken));
        }

        await holds.PruneAsync(retention.KeptFrom(now), cancellationToken);
        faults.ThrowIfAny("Some holds could not be settled.");
    }

    /// <summary>Log first, then the note that it has it: cut off in between, it is appended again, which changes nothing.</summary>
    public async Task<Hold> SettleAsync(StoredHold current, CancellationToken cancellationToken)
    {
        var hold = current.Hold.Expire(clock.GetUtcNow());
        if (hold.State != current.Hold.State)
        {
            // That it has ended is stored before the log says so: nothing may release it any more.
            if (!await holds.TrySaveAsync(current, hold, cancellationToken)
                || await holds.FindAsync(hold.Id, cancellationToken) is not { } ended)
            {
                return current.Hold;
            }

            Log.Expired(logger, hold.Id, hold.DeletionId);
            current = ended;
        }

        if (current.Hold.Logged)
        {
            return current.Hold;
        }

        await log.AppendAsync(current.Hold.Records(), cancellationToken);
        var logged = current.Hold with { Logged = true };
        await holds.TrySaveAsync(current, logged, cancellationToken);
        return logged;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The hold {HoldId} on the deletion {DeletionId} is over", EventName = nameof(Expired))]
        public static partial void Expired(ILogger logger, string holdId, string deletionId);
    }
}
