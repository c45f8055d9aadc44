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
    /// <exception cref="AggregateException">Some could not be done, and are tried again by the next sweep.</exception>
    public async Task ExecuteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var faults = new List<Exception>();
        await TryAsync(() => failures.PruneAsync(now - ReportsKept, cancellationToken));
        await TryAsync(() => signals.PruneAsync(now - ReportsKept, cancellationToken));
        await TryAsync(() => guardians.PruneAsync(HashSlice.At(now), now - Guardian.Memory, cancellationToken));
        await TryAsync(() => feed.PruneAsync(now - retention.Kept, cancellationToken));
        await TryAsync(() => forms.ExecuteAsync(now, cancellationToken));
        await TryAsync(() => staffLog.PruneAsync(staffLogRetention.KeptFrom(now), cancellationToken));
        await TryAsync(() => settleHolds.ExecuteAsync(now, cancellationToken));
        if (faults.Count > 0)
        {
            throw new AggregateException("Not all that is kept for a while only could be removed.", faults);
        }

        async Task TryAsync(Func<Task> forget)
        {
            try
            {
                await forget();
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(fault);
            }
        }
    }
}
