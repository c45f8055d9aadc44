using System.Runtime.CompilerServices;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Core.DeletionLog;

/// <param name="From">It happened at or after.</param>
/// <param name="To">It happened before.</param>
/// <param name="Before">Only entries before this place: the cursor of the page before.</param>
/// <param name="Kind">Null for all.</param>
public sealed record DeletionLogQuery(
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    string? ClientId = null,
    DeletionReason? Reason = null,
    LogCursor? Before = null,
    LogKind? Kind = LogKind.Deletion);

/// <param name="Entries">Newest first.</param>
/// <param name="Next">Cursor of the page that follows; null on the last.</param>
public sealed record DeletionLogPage(IReadOnlyList<DeletionLogEntry> Entries, LogCursor? Next);

/// <param name="After">Cursor of the entries that follow it.</param>
public sealed record DeletionLogLine(DeletionLogEntry Entry, LogCursor After);

/// <summary>The deletion log for people and exports, newest first, read backwards in stretches so that memory stays bounded.</summary>
public sealed class ReadDeletionLog(IDeletionLog log, ILogCheckpoints checkpoints)
{
    /// <summary>Entries read for one page, so that a filter that little fits is answered in time.</summary>
    private const int MostRead = 20_000;

    /// <summary>A page of entries that fit; fewer than asked for, even none, where many had to be read that did not.</summary>
    /// <param name="size">1 to 500.</param>
    public async Task<DeletionLogPage> ExecuteAsync(DeletionLogQuery query, int size, CancellationToken cancellationToken)
    {
        var entries = new List<DeletionLogEntry>(size);
        var (read, after) = (0, (LogCursor?)null);
        await foreach (var line in StreamAllAsync(query, cancellationToken))
        {
            var fits = Fits(query, line.Entry);
            if (read++ == MostRead || (fits && entries.Count == size))
            {
                return new DeletionLogPage(entries, after);
            }

            after = line.After;
            if (fits)
            {
                entries.Add(line.Entry);
            }
        }

        return new DeletionLogPage(entries, null);
    }

    /// <summary>All entries that fit, newest first.</summary>
    public async IAsyncEnumerable<DeletionLogLine> StreamAsync(
        DeletionLogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in StreamAllAsync(query, cancellationToken))
        {
            if (Fits(query, line.Entry))
            {
                yield return line;
            }
        }
    }

    /// <summary>The shards merged: of the newest of each, the newest comes next.</summary>
    private async IAsyncEnumerable<DeletionLogLine> StreamAllAsync(
        DeletionLogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var anchor = (await checkpoints.ReadAnchorAsync(cancellationToken))?.Claim()?.Heads;
        var shards = await Task.WhenAll(Shards.All.Select(
            shard => BackwardAsync(shard, anchor?[shard].Sequence ?? 0, query.Before, cancellationToken)));
        while (true)
        {
            foreach (var shard in shards)
            {
                await shard.FillAsync(cancellationToken);
            }

            if (shards.Where(shard => shard.Current is not null).MaxBy(shard => shard.CurrentTime) is not { } newest)
            {
                yield break;
            }

            var entry = newest.Take();
            yield return new DeletionLogLine(entry, new LogCursor(shards.Select(shard => shard.Before)));
        }
    }

    private async Task<BackwardShard> BackwardAsync(int shard, long pruned, LogCursor? before, CancellationToken cancellationToken) => new(
        log, shard, pruned, before is not null ? before[shard] : ((await log.ReadHeadAsync(shard, cancellationToken))?.Sequence ?? 0) + 1);

    /// <remarks>What cannot be read is shown to whoever looks for nothing in particular.</remarks>
    private static bool Fits(DeletionLogQuery query, DeletionLogEntry entry) => entry.Record.Kind is LogKind.Unreadable
        ? query is { From: null, To: null, ClientId: null, Reason: null }
        : (query.Kind is not { } kind || entry.Record.Kind == kind)
            && (query.From is not { } from || entry.At >= from)
            && (query.To is not { } to || entry.At < to)
            && (query.ClientId is not { } client || entry.Record.ClientId == client)
            && (query.Reason is not { } reason || entry.Record.Reason == reason);
}
