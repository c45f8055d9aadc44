using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Core.Trends;

/// <param name="Days">The last 30 in UTC, oldest first, today with them.</param>
/// <param name="Granted">Grants of the same days that clients were told of.</param>
/// <param name="IsWhole">False where more was stored than is read for a page: then some days are not whole.</param>
/// <param name="Waiting">Registrations that wait for their guardian now, by the day of their deadline: the next 31 days, and later ones with the last.</param>
public sealed record TrendReport(
    DateTimeOffset At,
    IReadOnlyList<DeletionDay> Days,
    IReadOnlyList<(DateOnly Day, int Count)> Granted,
    bool IsWhole,
    IReadOnlyList<(DateOnly Day, int Count)> Waiting);

/// <summary>
/// How numbers went, from what is stored anyway: the deletion log, the clients' events and the deadline index. Nothing is
/// counted beside the work.
/// </summary>
public sealed class ReadTrends(ReadDeletionLog readLog, IEventFeed feed, IDeadlineIndex deadlines, PolicySet policies, TimeProvider clock)
{
    public const int DaysBack = 30;

    private const int DaysAhead = 31;

    /// <summary>Deletions, and events, read for one page.</summary>
    private const int MostRead = 100_000;

    /// <summary>Events of one call.</summary>
    private const int Stretch = 999;

    /// <summary>A deletion is logged so much later at most, in any case that is not an accident of its own.</summary>
    private static readonly TimeSpan LogDelay = TimeSpan.FromDays(1);

    public async Task<TrendReport> ExecuteAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = DayOf(now);
        var waiting = deadlines.CountByDayAsync(now, cancellationToken);
        var (byDay, isWhole) = await ReadAsync(today.AddDays(1 - DaysBack), cancellationToken);
        var (granted, areAll) = await ReadGrantsAsync(cancellationToken);
        DateOnly[] days = [.. Enumerable.Range(1 - DaysBack, DaysBack).Select(today.AddDays)];
        return new TrendReport(
            now,
            [.. days.Select(day => DeletionDay.Of(day, byDay.GetValueOrDefault(day) ?? []))],
            [.. days.Select(day => (day, granted.GetValueOrDefault(day)))],
            isWhole && areAll,
            Ahead(today, await waiting));
    }

    private async Task<(Dictionary<DateOnly, List<(DeletionReason Reason, TimeSpan Lag)>> ByDay, bool IsWhole)> ReadAsync(
        DateOnly first, CancellationToken cancellationToken)
    {
        var byDay = new Dictionary<DateOnly, List<(DeletionReason Reason, TimeSpan Lag)>>();
        var (read, isWhole) = (0, true);
        await foreach (var line in readLog.StreamAsync(new DeletionLogQuery(), cancellationToken))
        {
            if (read++ == MostRead)
            {
                return (byDay, false);
            }

            if (line.Entry.Record.Kind is LogKind.Unreadable)
            {
                // Somebody altered it: verifying names it.
                isWhole = false;
                continue;
            }

            if (DayOf(line.Entry.LoggedAt - LogDelay) < first)
            {
                break;
            }

            if (line.Entry.Record is { DeletedAt: { } deletedAt, Reason: { } reason } record && DayOf(deletedAt) is var day && day >= first)
            {
                var due = record.DecidedAt ?? record.Deadline ?? deletedAt;
                (byDay.TryGetValue(day, out var deletions) ? deletions : byDay[day] = [])
                    .Add((reason, deletedAt > due ? deletedAt - due : TimeSpan.Zero));
            }
        }

        return (byDay, isWhole);
    }

    /// <summary>Feeds are kept for about as long as days are shown, so they are read whole.</summary>
    private async Task<(Dictionary<DateOnly, int> ByDay, bool AreAll)> ReadGrantsAsync(CancellationToken cancellationToken)
    {
        var byDay = new Dictionary<DateOnly, int>();
        var read = 0;
        foreach (var client in policies.Clients.Keys)
        {
            var after = 0L;
            FeedStretch stretch;
            do
            {
                if (read >= MostRead)
                {
                    return (byDay, false);
                }

                stretch = await feed.ReadAsync(client, after, Stretch, cancellationToken);
                foreach (var told in stretch.Events.Where(told => told.Event.Type is EventType.ConsentGranted))
                {
                    var day = DayOf(told.Event.At);
                    byDay[day] = byDay.GetValueOrDefault(day) + 1;
                }

                read += stretch.Events.Count;
                after = stretch.Events is [.., var last] ? last.Sequence : after;
            }
            while (stretch.Head is null);
        }

        return (byDay, true);
    }

    private static (DateOnly Day, int Count)[] Ahead(DateOnly today, IReadOnlyDictionary<DateOnly, int> waiting) =>
        [.. Enumerable.Range(0, DaysAhead).Select(ahead => (
            today.AddDays(ahead),
            waiting.Where(day => day.Key == today.AddDays(ahead) || (ahead == DaysAhead - 1 && day.Key > today.AddDays(ahead))).Sum(day => day.Value)))];

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
