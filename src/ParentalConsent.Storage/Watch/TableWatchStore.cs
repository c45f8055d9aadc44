using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Watch;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Watch;

public sealed partial class TableWatchStore(TableClient table, ILogger<TableWatchStore> logger) : IWatchStore
{
    public async Task<WatchRows> ReadAsync(CancellationToken cancellationToken)
    {
        var beats = new List<Heartbeat>();
        Watched<SweepState>? sweep = null;
        Watched<SafetyStop>? stop = null;
        Watched<OwedBesides>? owed = null;
        var rows = table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {WatchRow.Partition}"), TableLimits.PageSize, cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            switch (row.RowKey)
            {
                case SweepRow.Key:
                    sweep = Read(row, SweepRow.Read);
                    break;
                case SafetyStopRow.Key:
                    stop = Read(row, SafetyStopRow.Read) ?? SafetyStopRow.Unreadable(row);
                    break;
                case OwedRow.Key:
                    owed = Read(row, OwedRow.Read) ?? new Watched<OwedBesides>(OwedBesides.Nothing, row.ETag.ToString());
                    break;
                case var key when key.StartsWith(HeartbeatRow.Prefix, StringComparison.Ordinal) && Read(row, HeartbeatRow.Read) is { } beat:
                    beats.Add(beat);
                    break;
            }
        }

        return new WatchRows(beats, sweep, stop, owed);
    }

    public Task BeatAsync(Heartbeat beat, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(HeartbeatRow.From(beat), TableUpdateMode.Merge, cancellationToken);

    public Task<bool> TrySaveAsync(Watched<SweepState>? current, SweepState changed, CancellationToken cancellationToken) =>
        TrySaveAsync(SweepRow.From(changed), current?.Version, cancellationToken);

    public Task<bool> TrySaveAsync(Watched<OwedBesides>? current, OwedBesides changed, CancellationToken cancellationToken) =>
        TrySaveAsync(OwedRow.From(changed), current?.Version, cancellationToken);

    public Task<bool> TrySaveAsync(Watched<SafetyStop>? current, SafetyStop? changed, CancellationToken cancellationToken) =>
        changed is null
            ? TryAsync(() => table.DeleteEntityAsync(WatchRow.Partition, SafetyStopRow.Key, new ETag(current!.Version), cancellationToken))
            : TrySaveAsync(SafetyStopRow.From(changed), current?.Version, cancellationToken);

    private Task<bool> TrySaveAsync<TRow>(TRow row, string? version, CancellationToken cancellationToken)
        where TRow : ITableEntity => TryAsync(() => version is null
            ? table.AddEntityAsync(row, cancellationToken)
            : table.UpdateEntityAsync(row, new ETag(version), TableUpdateMode.Replace, cancellationToken));

    private static async Task<bool> TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.IsConflict())
        {
            return false;
        }
    }

    /// <summary>What cannot be read must not stop the deleting, which reads this first.</summary>
    private T? Read<T>(TableEntity row, Func<TableEntity, T> read)
        where T : class
    {
        try
        {
            return read(row);
        }
        catch (Exception fault) when (fault is InvalidOperationException or System.Text.Json.JsonException or ArgumentNullException or InvalidCastException)
        {
            Log.UnreadableRow(logger, row.RowKey, fault.GetType().Name);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The row {Row} of the watch cannot be read: {Fault}")]
        public static partial void UnreadableRow(ILogger logger, string row, string fault);
    }
}
