using Azure;
using Azure.Data.Tables;

namespace ParentalConsent.Storage.Events;

/// <summary>Table <c>events</c>, rows <c>mark-eventId</c>: this event is in the feed, or comes too late for it. Can be added but once.</summary>
internal sealed record EventMarkRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public static string KeyOf(string eventId) => $"mark-{eventId}";

    public static EventMarkRow From(string clientId, string eventId) => new() { PartitionKey = clientId, RowKey = KeyOf(eventId) };
}
