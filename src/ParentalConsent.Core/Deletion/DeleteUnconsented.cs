using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Deletion;

/// <summary>Finds what is due and hands it out, so that deleting scales out. Its cost depends on what is due, not on what is stored.</summary>
public sealed partial class DeleteUnconsented(
    IDeadlineIndex deadlines,
    IWorkQueues queues,
    IMailFailures failures,
    ISignalReports signals,
    IGuardianStore guardians,
    IEventFeed feed,
    EventRetention retention,
    RemoveForgottenForms forms,
    TimeProvider clock,
    ILogger<DeleteUnconsented> logger)
{
    /// <summary>Mail failures and signals, which the console shows.</summary>
    private static readonly TimeSpan ReportsKept = TimeSpan.FromDays(30);

    /// <summary>What is this much past due was missed by a sweep, or could not be deleted.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromHours(1);

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = 0;
        var overdue = 0;
        await foreach (var page in deadlines.ReadDueAsync(now, cancellationToken))
        {
            foreach (var entries in page.GroupBy(entry => Shards.Of(entry.RegistrationId)).SelectMany(shard => shard.Chunk(DeletionMessage.MaxEntries)))
            {
                await queues.SendAsync(
                    new DeletionMessage([.. entries.Select(entry => entry.ToString())]), TimeSpan.Zero, cancellationToken);
            }

            due += page.Count;
            overdue += page.Count(entry => entry.Due < now - Overdue);
        }

        await failures.PruneAsync(now - ReportsKept, cancellationToken);
        await signals.PruneAsync(now - ReportsKept, cancellationToken);
        await guardians.PruneAsync(HashSlice.At(now), now - Guardian.Memory, cancellationToken);
        await feed.PruneAsync(now - retention.Kept, cancellationToken);
        await forms.ExecuteAsync(cancellationToken);
        if (overdue > 0)
        {
            Log.DeletionOverdue(logger, overdue);
        }

        foreach (var queue in (await queues.ReadStatusAsync(cancellationToken)).Where(queue => queue.Poison > 0))
        {
            Log.PoisonQueueNotEmpty(logger, queue.Queue, queue.Poison);
        }

        Log.SweepFinished(logger, due);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Handed out {Due} lines of the deadline index that are due", EventName = nameof(SweepFinished))]
        public static partial void SweepFinished(ILogger logger, int due);

        [LoggerMessage(2, LogLevel.Error, "{Overdue} lines of the deadline index are more than an hour past due", EventName = nameof(DeletionOverdue))]
        public static partial void DeletionOverdue(ILogger logger, int overdue);

        [LoggerMessage(3, LogLevel.Error, "{Poison} messages of the queue {Queue} were given up on and need a person", EventName = nameof(PoisonQueueNotEmpty))]
        public static partial void PoisonQueueNotEmpty(ILogger logger, string queue, int poison);
    }
}
