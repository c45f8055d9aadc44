using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Storage.DeletionLog;

/// <summary>Table <c>deletionlog</c>, row <c>head</c>: the last entry of the shard. Whoever appends replaces it by its ETag.</summary>
internal sealed record LogHeadRow : ITableEntity
{
    public const string Key = "head";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public long Sequence { get; set; }

    public string Hash { get; set; } = "";

    public static LogHeadRow From(DeletionLogEntry last) =>
        new() { PartitionKey = LogBatchRow.PartitionOf(last.Shard), Sequence = last.Sequence, Hash = last.Hash };

    /// <returns>Null where somebody changed it so that it cannot be read.</returns>
    public static LogHeadRow? Read(TableEntity row) =>
        row.TryGetValue(nameof(Sequence), out var stored) && stored is long sequence
        && row.TryGetValue(nameof(Hash), out stored) && stored is string hash
            ? new LogHeadRow { PartitionKey = row.PartitionKey, Sequence = sequence, Hash = hash, ETag = row.ETag }
            : null;

    public DeletionLogHead ToHead() => new(Sequence, Hash);
}
