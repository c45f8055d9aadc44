using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Core.Deletion;

/// <summary>Finds what is due and hands it out, so that deleting scales out. Its cost depends on what is due, not on what is stored.</summary>
public sealed partial class DeleteUnconsented(
    IDeadlineIndex deadlines,
    IWorkQueues queues,
    IWatchStore watch,
    StorageTime time,
    GuardSweep guardSweep,
    NoteSweep noteSweep,
    FinishSweep finishSweep,
    ILogger<DeleteUnconsented> logger)
{
    /// <summary>What is this much past due was missed by a sweep, or could not be deleted.</summary>
    public static readonly TimeSpan Overdue = TimeSpan.FromHours(1);

    /// <summary>Lines that are kept between counting and handing out; of more, the index is read again.</summary>
    private const int MostKept = 5000;

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        // First, so that the answer tells what time it is for the storage service.
        var rows = await watch.ReadAsync(cancellationToken);
        var (difference, at) = (time.Difference, time.Now);
        var found = new Found(at, rows.Sweep?.Value.Last.At, rows.Stop?.Value.Release?.At);
        await foreach (var page in deadlines.ReadDueAsync(at, cancellationToken))
        {
            found.Count(page);
        }

        var handsOut = difference is null
            && await guardSweep.MayHandOutAsync(rows.Stop, found.Released, found.Due - found.Released, at, cancellationToken);
        if (handsOut)
        {
            await HandOutAsync(found, at, cancellationToken);
        }

        if (difference is { } differs)
        {
            Log.ClockDiffers(logger, (long)differs.TotalSeconds);
        }

        if (found.Overdue > 0)
        {
            Log.DeletionOverdue(logger, found.Overdue);
        }

        var findings = found.ToFindings(handsOut, difference);
        await noteSweep.ExecuteAsync(rows, findings, cancellationToken);
        Log.SweepFinished(logger, findings.HandedOut);
        await finishSweep.ExecuteAsync(rows, findings, cancellationToken);
    }

    private async Task HandOutAsync(Found found, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (found.Kept is { } kept)
        {
            await HandOutAsync(kept, cancellationToken);
            return;
        }

        await foreach (var page in deadlines.ReadDueAsync(at, cancellationToken))
        {
            await HandOutAsync(page, cancellationToken);
        }
    }

    private async Task HandOutAsync(IReadOnlyList<DeadlineEntry> page, CancellationToken cancellationToken)
    {
        foreach (var entries in page.GroupBy(entry => Shards.Of(entry.RegistrationId)).SelectMany(shard => shard.Chunk(DeletionMessage.MaxEntries)))
        {
            await queues.SendAsync(
                new DeletionMessage([.. entries.Select(entry => entry.ToString())]), TimeSpan.Zero, cancellationToken);
        }
    }

    /// <param name="before">When the sweep before looked; null where there was none.</param>
    /// <param name="releasedAt">What was due by then was released after a safety stop; null where nothing was.</param>
    private sealed class Found(DateTimeOffset at, DateTimeOffset? before, DateTimeOffset? releasedAt)
    {
        private readonly List<DeadlineEntry> kept = [];
        private int settleable;
        private int stillThere;
        private DateTimeOffset? oldest;

        public int Due { get; private set; }

        public int Overdue { get; private set; }

        public int Released { get; private set; }

        /// <summary>All of them; null where there are too many to keep.</summary>
        public IReadOnlyList<DeadlineEntry>? Kept => Due > MostKept ? null : kept;

        public void Count(IReadOnlyList<DeadlineEntry> page)
        {
            foreach (var entry in page)
            {
                Due++;
                Released += entry.Due <= releasedAt ? 1 : 0;
                Overdue += entry.Due < at - DeleteUnconsented.Overdue ? 1 : 0;
                settleable += entry.Due < at - DeleteRegistrations.OrphanGrace ? 1 : 0;
                stillThere += entry.Due < before - DeleteRegistrations.OrphanGrace ? 1 : 0;
                oldest = oldest < entry.Due ? oldest : entry.Due;
            }

            if (Due <= MostKept)
            {
                kept.AddRange(page);
            }
        }

        public SweepFindings ToFindings(bool handedOut, TimeSpan? difference) =>
            new(at, Due, oldest, handedOut ? Due : 0, handedOut ? settleable : 0, stillThere, difference);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Handed out {Due} lines of the deadline index that are due", EventName = nameof(SweepFinished))]
        public static partial void SweepFinished(ILogger logger, int due);

        [LoggerMessage(2, LogLevel.Error, "{Overdue} lines of the deadline index are more than an hour past due", EventName = nameof(DeletionOverdue))]
        public static partial void DeletionOverdue(ILogger logger, int overdue);

        [LoggerMessage(3, LogLevel.Error, "Our clock is {Seconds} s ahead of the storage service's: nothing is deleted by the clock before they agree", EventName = nameof(ClockDiffers))]
        public static partial void ClockDiffers(ILogger logger, long seconds);
    }
}
