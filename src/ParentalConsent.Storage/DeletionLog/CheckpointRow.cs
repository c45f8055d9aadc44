using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Storage.DeletionLog;

/// <summary>Table <c>deletionlog</c>, partition <c>checkpoints</c>: rows <c>latest</c>, <c>anchor</c>, and <c>kept-number</c> of 19 digits.</summary>
internal sealed record CheckpointRow : ITableEntity
{
    public const string Partition = "checkpoints";

    public const string Latest = "latest";

    public const string Anchor = "anchor";

    private const string Prefix = "kept-";

    public string PartitionKey { get; set; } = Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public long Number { get; set; }

    public string Signed { get; set; } = "";

    public static string KeyOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D19}");

    public static CheckpointRow From(string key, StoredCheckpoint checkpoint) =>
        new() { RowKey = key, Number = checkpoint.Number, Signed = checkpoint.Signed };

    /// <summary>Whatever somebody made of it.</summary>
    public static StoredCheckpoint Read(TableEntity row)
    {
        var number = row.TryGetValue(nameof(Number), out var stored) && stored is long named
            && (!row.RowKey.StartsWith(Prefix, StringComparison.Ordinal) || row.RowKey == KeyOf(named))
                ? named
                : 0;
        return new StoredCheckpoint(
            number, row.TryGetValue(nameof(Signed), out stored) && stored is string signed ? signed : "", row.ETag.ToString());
    }
}
