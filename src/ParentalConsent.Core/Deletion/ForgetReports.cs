using ParentalConsent.Core.Events;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Deletion;

/// <summary>Removes what is kept for a while only: mail failures, signals, who was asked about whom, events, and forms that were forgotten.</summary>
public sealed class ForgetReports(
    IMailFailures failures,
    ISignalReports signals,
    IGuardianStore guardians,
    IEventFeed feed,
    EventRetention retention,
    RemoveForgottenForms forms)
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
    }
}
