using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Storage.DeletionLog;

/// <summary>
/// Table <c>deletionlog</c>, rows <c>batch-sequence</c> of 19 digits, that of the first entry: entries that were appended
/// together, as lines of JSON (<see cref="LogEntryJson"/>) in as many columns as they need.
/// </summary>
internal sealed record LogBatchRow : ITableEntity
{
    public const string Prefix = "batch-";

    /// <summary>An entity-group transaction takes 100 rows: the head, the batch, and a key row for each entry.</summary>
    public const int MaxCount = 98;

    /// <summary>What a binary column takes.</summary>
    public const int ColumnSize = 64 * 1024;

    public const int MaxSize = 4 * ColumnSize;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public DateTimeOffset LoggedAt { get; set; }

    public int Count { get; set; }

    public byte[] Entries { get; set; } = [];

    public byte[]? Entries2 { get; set; }

    public byte[]? Entries3 { get; set; }

    public byte[]? Entries4 { get; set; }

    public static string PartitionOf(int shard) => shard.ToString(CultureInfo.InvariantCulture);

    public static string KeyOf(long sequence) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{sequence:D19}");

    /// <param name="lines">At most <see cref="MaxSize"/> in all.</param>
    public static LogBatchRow From(IReadOnlyList<DeletionLogEntry> entries, byte[] lines)
    {
        var parts = lines.Chunk(ColumnSize).ToArray();
        return new LogBatchRow
        {
            PartitionKey = PartitionOf(entries[0].Shard),
            RowKey = KeyOf(entries[0].Sequence),
            LoggedAt = entries[0].LoggedAt,
            Count = entries.Count,
            Entries = parts[0],
            Entries2 = parts.ElementAtOrDefault(1),
            Entries3 = parts.ElementAtOrDefault(2),
            Entries4 = parts.ElementAtOrDefault(3),
        };
    }
}
