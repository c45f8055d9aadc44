using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Storage.DeletionLog;

/// <summary>Table <c>deletionlog</c>, rows <c>key-…</c>: where the entry of a key is. That it can be added but once makes the entry one.</summary>
internal sealed record LogKeyRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    /// <summary>The first sequence of the batch that holds it.</summary>
    public long Batch { get; set; }

    public long Sequence { get; set; }

    public static string KeyOf(string key) => $"key-{key}";

    public static LogKeyRow From(DeletionLogEntry entry, long batch) => new()
    {
        PartitionKey = LogBatchRow.PartitionOf(entry.Shard),
        RowKey = KeyOf(entry.Record.Key),
        Batch = batch,
        Sequence = entry.Sequence,
    };

    /// <returns>Null where somebody changed it so that it cannot be read.</returns>
    public static (long Batch, long Sequence)? Read(TableEntity row) =>
        row.TryGetValue(nameof(Batch), out var stored) && stored is long batch
        && row.TryGetValue(nameof(Sequence), out stored) && stored is long sequence
        && sequence >= batch && sequence - batch < LogBatchRow.MaxCount
            ? (batch, sequence)
            : null;
}
