using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Signals;
using ParentalConsent.Core.Staff;

namespace ParentalConsent.Core.Deletion;

/// <summary>Removes what is kept for a while only: mail failures, signals, who was asked about whom, and what staff looked at and did.</summary>
public sealed class ForgetReports(
    IMailFailures failures, ISignalReports signals, IGuardianStore guardians, IStaffLog staffLog, StaffLogRetention staffLogRetention)
{
    /// <summary>Mail failures and signals, which the console shows.</summary>
    private static readonly TimeSpan ReportsKept = TimeSpan.FromDays(30);

    public async Task ExecuteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await failures.PruneAsync(now - ReportsKept, cancellationToken);
        await signals.PruneAsync(now - ReportsKept, cancellationToken);
        await guardians.PruneAsync(HashSlice.At(now), now - Guardian.Memory, cancellationToken);
        await staffLog.PruneAsync(staffLogRetention.KeptFrom(now), cancellationToken);
    }
}
