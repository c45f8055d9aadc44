using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Core.Overviews;

/// <param name="Logged">Entries of the deletion log so far, of all kinds.</param>
/// <param name="MailFailures">Of the last seven days, newest first, at most 50.</param>
/// <param name="Watch">Whether the deleting works, and what else nobody would miss.</param>
public sealed record Overview(
    DateTimeOffset At,
    DeadlineCounts Deadlines,
    long Logged,
    IReadOnlyList<MailFailure> MailFailures,
    IReadOnlyList<QueueStatus> Queues,
    WatchReport Watch);

/// <summary>How the service is doing, for administrators.</summary>
public sealed class ReadOverview(
    IDeadlineIndex deadlines, IDeletionLog log, IMailFailures failures, IWorkQueues queues, ReadDeletionHealth readHealth, TimeProvider clock)
{
    public async Task<Overview> ExecuteAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var counts = deadlines.CountAsync(now, cancellationToken);
        var heads = Task.WhenAll(Shards.All.Select(shard => log.ReadHeadAsync(shard, cancellationToken)));
        var failed = failures.ReadAsync(now.AddDays(-7), 50, cancellationToken);
        var status = queues.ReadStatusAsync(cancellationToken);
        var health = readHealth.ExecuteAsync(cancellationToken);
        await Task.WhenAll(counts, heads, failed, status, health);
        return new Overview(now, await counts, (await heads).Sum(head => head?.Sequence ?? 0), await failed, await status, await health);
    }
}
