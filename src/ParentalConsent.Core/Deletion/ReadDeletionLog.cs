using System.Runtime.CompilerServices;

namespace ParentalConsent.Core.Deletion;

/// <param name="From">Deleted at or after.</param>
/// <param name="To">Deleted before.</param>
/// <param name="Before">Only entries with a lower sequence: the cursor of the page before.</param>
public sealed record DeletionLogQuery(
    DateTimeOffset? From = null, DateTimeOffset? To = null, string? ClientId = null, DeletionReason? Reason = null, long? Before = null);

/// <param name="Entries">Newest first.</param>
/// <param name="Next">Cursor of the page that follows; null on the last.</param>
public sealed record DeletionLogPage(IReadOnlyList<DeletionLogEntry> Entries, long? Next);

/// <summary>The deletion log for people and exports, newest first, read backwards in stretches so that memory stays bounded.</summary>
public sealed class ReadDeletionLog(IDeletionLog log)
{
    private const int Stretch = 500;

    /// <summary>Entries read for one page, so that a filter that little fits is answered in time.</summary>
    private const int MostRead = 20_000;

    /// <summary>A page of entries that fit; fewer than asked for, even none, where many had to be read that did not.</summary>
    /// <param name="size">1 to 500.</param>
    public async Task<DeletionLogPage> ExecuteAsync(DeletionLogQuery query, int size, CancellationToken cancellationToken)
    {
        var newest = await NewestAsync(query, cancellationToken);
        var unread = Math.Max(0, newest - MostRead);
        var entries = new List<DeletionLogEntry>(size);
        await foreach (var entry in StreamAsync(query, newest, unread, cancellationToken))
        {
            if (entries.Count == size)
            {
                return new DeletionLogPage(entries, entries[^1].Sequence);
            }

            entries.Add(entry);
        }

        return new DeletionLogPage(entries, unread > 0 ? unread + 1 : null);
    }

    /// <summary>All entries that fit, newest first.</summary>
    public async IAsyncEnumerable<DeletionLogEntry> StreamAsync(
        DeletionLogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var newest = await NewestAsync(query, cancellationToken);
        await foreach (var entry in StreamAsync(query, newest, 0, cancellationToken))
        {
            yield return entry;
        }
    }

    /// <summary>Those with after &lt; sequence ≤ newest.</summary>
    private async IAsyncEnumerable<DeletionLogEntry> StreamAsync(
        DeletionLogQuery query, long newest, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = newest; last > after; last -= Stretch)
        {
            var stretch = new List<DeletionLogEntry>(Stretch);
            await foreach (var entry in log.ReadAsync(Math.Max(after + 1, last - Stretch + 1), last, cancellationToken))
            {
                stretch.Add(entry);
            }

            for (var index = stretch.Count - 1; index >= 0; index--)
            {
                if (Fits(query, stretch[index]))
                {
                    yield return stretch[index];
                }
            }
        }
    }

    private async Task<long> NewestAsync(DeletionLogQuery query, CancellationToken cancellationToken) =>
        (query.Before - 1) ?? (await log.ReadHeadAsync(cancellationToken))?.Sequence ?? 0;

    private static bool Fits(DeletionLogQuery query, DeletionLogEntry entry) =>
        (query.From is not { } from || entry.Record.DeletedAt >= from)
        && (query.To is not { } to || entry.Record.DeletedAt < to)
        && (query.ClientId is not { } client || entry.Record.ClientId == client)
        && (query.Reason is not { } reason || entry.Record.Reason == reason);
}
