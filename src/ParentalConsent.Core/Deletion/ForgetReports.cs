using ParentalConsent.Core.Events;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Deletion;

/// <summary>Removes what is kept for a while only: mail failures, signals, who was asked about whom, and what clients were told.</summary>
public sealed class ForgetReports(
    IMailFailures failures, ISignalReports signals, IGuardianStore guardians, IEventFeed feed, EventRetention retention)
{
    /// <summary>Mail failures and signals, which the console shows.</summary>
    private static readonly TimeSpan ReportsKept = TimeSpan.FromDays(30);

    public async Task ExecuteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await failures.PruneAsync(now - ReportsKept, cancellationToken);
        await signals.PruneAsync(now - ReportsKept, cancellationToken);
        await guardians.PruneAsync(HashSlice.At(now), now - Guardian.Memory, cancellationToken);
        await feed.PruneAsync(now - retention.Kept, cancellationToken);
    }
}
