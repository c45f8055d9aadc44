using ParentalConsent.Core.Events;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Holds;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Signals;
using ParentalConsent.Core.Staff;

namespace ParentalConsent.Core.Deletion;

/// <summary>
/// Removes what is kept for a while only: mail failures, signals, who was asked about whom, events, forms that were forgotten, what
/// staff looked at and did, and holds that are over.
/// </summary>
public sealed class ForgetReports(
    IMailFailures failures,
    ISignalReports signals,
    IGuardianStore guardians,
    IEventFeed feed,
    EventRetention retention,
    RemoveForgottenForms forms,
    IStaffLog staffLog,
    StaffLogRetention staffLogRetention,
    SettleHolds settleHolds)
{
    /// <summary>Mail failures and signals, which the console shows.</summary>
    private static readonly TimeSpan ReportsKept = TimeSpan.FromDays(30);

    /// <summary>One that fails does not keep the others from being done.</summary>
    /// <exception cref="AggregateException">Several could not be done, and are tried again by the next sweep; of one, its own exception.</exception>
    public async Task ExecuteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var faults = new Faults(cancellationToken);
        await faults.TryAsync(() => failures.PruneAsync(now - ReportsKept, cancellationToken));
        await faults.TryAsync(() => signals.PruneAsync(now - ReportsKept, cancellationToken));
        await faults.TryAsync(() => guardians.PruneAsync(HashSlice.At(now), now - Guardian.Memory, cancellationToken));
        await faults.TryAsync(() => feed.PruneAsync(now - retention.Kept, cancellationToken));
        await faults.TryAsync(() => forms.ExecuteAsync(now, cancellationToken));
        await faults.TryAsync(() => staffLog.PruneAsync(staffLogRetention.KeptFrom(now), cancellationToken));
        await faults.TryAsync(() => settleHolds.ExecuteAsync(now, cancellationToken));
        faults.ThrowIfAny("Not all that is kept for a while only could be removed.");
    }
}
