using Azure;
using Azure.Data.Tables;

namespace ParentalConsent.Storage.Events;

/// <summary>Table <c>events</c>, row <c>event-head</c>: the feed's last sequence. Whoever appends replaces it by its ETag. Its key sorts right after the events.</summary>
internal sealed record EventHeadRow : ITableEntity
{
    public const string Key = "event-head";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public long Sequence { get; set; }
}
