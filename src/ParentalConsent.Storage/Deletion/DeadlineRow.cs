using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Storage.Deletion;

/// <summary>Table <c>deadlines</c>: partition <see cref="DeadlineEntry.Partition"/>, row key the entry as text.</summary>
internal sealed record DeadlineRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public DateTimeOffset Due { get; set; }

    public static DeadlineRow From(DeadlineEntry entry) =>
        new() { PartitionKey = entry.Partition, RowKey = entry.ToString(), Due = entry.Due };
}
