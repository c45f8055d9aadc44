using System.Globalization;
using Azure.Data.Tables;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Storage.DeletionLog;

/// <summary>
/// Reads a <see cref="LogBatchRow"/> whatever somebody made of it. What is not as it was written comes out with a hash that
/// no entry hashes to (<see cref="DeletionLogEntry.UnreadableHash"/>): so it shows, and verifying finds it.
/// </summary>
internal static class LogBatchReader
{
    private static readonly string[] Columns =
        [nameof(LogBatchRow.Entries), nameof(LogBatchRow.Entries2), nameof(LogBatchRow.Entries3), nameof(LogBatchRow.Entries4)];

    /// <summary>As many entries as the row says that it holds, or as it holds, whichever is more.</summary>
    public static IEnumerable<DeletionLogEntry> Read(int shard, TableEntity row)
    {
        if (SequenceOf(row.RowKey) is not { } first)
        {
            return [DeletionLogEntry.Unreadable(shard, 0)];
        }

        var lines = Lines(row);
        var said = row.TryGetValue(nameof(LogBatchRow.Count), out var stored) && stored is int number && number is > 0 and <= LogBatchRow.MaxCount
            ? number
            : 1;
        var legible = said == lines.Count && IsAsWritten(row);
        return Enumerable.Range(0, Math.Max(said, lines.Count)).Select(index => Entry(
            shard, first + index, index < lines.Count ? lines[index] : default, legible));
    }

    /// <returns>Null for a row that is not named as batches are.</returns>
    public static long? SequenceOf(string rowKey) =>
        long.TryParse(rowKey.AsSpan(LogBatchRow.Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        && sequence > 0 && rowKey == LogBatchRow.KeyOf(sequence)
            ? sequence
            : null;

    private static DeletionLogEntry Entry(int shard, long sequence, ReadOnlyMemory<byte> line, bool legible)
    {
        if (!LogEntryJson.TryRead(line.Span, out var entry))
        {
            return DeletionLogEntry.Unreadable(shard, sequence);
        }

        return legible && entry.Shard == shard && entry.Sequence == sequence
            ? entry
            : entry with { Shard = shard, Sequence = sequence, Hash = DeletionLogEntry.UnreadableHash };
    }

    private static List<ReadOnlyMemory<byte>> Lines(TableEntity row)
    {
        var content = new MemoryStream();
        foreach (var column in Columns)
        {
            content.Write(row.TryGetValue(column, out var stored) && stored is byte[] part ? part : []);
        }

        var bytes = content.ToArray();
        var lines = new List<ReadOnlyMemory<byte>>();
        for (var start = 0; start < bytes.Length;)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            length = length < 0 ? bytes.Length - start : length;
            lines.Add(bytes.AsMemory(start, length));
            start += length + 1;
        }

        return lines;
    }

    /// <summary>Columns of the right types, and no others.</summary>
    private static bool IsAsWritten(TableEntity row) => row.All(cell => cell.Key switch
    {
        nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey) or nameof(ITableEntity.Timestamp) or "odata.etag" => true,
        nameof(LogBatchRow.Schema) => cell.Value is 1,
        nameof(LogBatchRow.Count) => cell.Value is int,
        nameof(LogBatchRow.LoggedAt) => cell.Value is DateTimeOffset,
        _ => Columns.Contains(cell.Key) && cell.Value is byte[],
    });
}
