using ParentalConsent.Core.Events;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Signals;
using ParentalConsent.Core.Staff;

namespace ParentalConsent.Core.Deletion;

/// <summary>
/// Removes what is kept for a while only: mail failures, signals, who was asked about whom, events, forms that were forgotten, and
/// what staff looked at and did.
/// </summary>
public sealed class ForgetReports(
    IMailFailures failures,
    ISignalReports signals,
    IGuardianStore guardians,
    IEventFeed feed,
    EventRetention retention,
    RemoveForgottenForms forms,
    IStaffLog staffLog,
    StaffLogRetention staffLogRetention)
{
    /// <summary>Mail failures and signals, which the console shows.</summary>
    private static readonly TimeSpan ReportsKept = TimeSpan.FromDays(30);

    public async Task ExecuteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await failures.PruneAsync(now - ReportsKept, cancellationToken);
        await signals.PruneAsync(now - ReportsKept, cancellationToken);
        await guardians.PruneAsync(HashSlice.At(now), now - Guardian.Memory, cancellationToken);
        await feed.PruneAsync(now - retention.Kept, cancellationToken);
        await forms.ExecuteAsync(now, cancellationToken);
        await staffLog.PruneAsync(staffLogRetention.KeptFrom(now), cancellationToken);
    }
}
