using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Discoveries;

namespace ParentalConsent.Storage.Discoveries;

/// <summary>Table <c>discoveries</c>, partition <c>due</c>, row key <c>milliseconds-discoveryId-what</c>: what falls due when.</summary>
internal sealed record DiscoveryDueRow : ITableEntity
{
    public const string Partition = "due";

    public string PartitionKey { get; set; } = Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public string DiscoveryId { get; set; } = "";

    public string ClientId { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset At { get; set; }

    public bool Forget { get; set; }

    /// <summary>What sorts before everything of this moment.</summary>
    public static string Start(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString("D15", CultureInfo.InvariantCulture);

    public static string KeyOf(DueDiscovery due) => $"{Start(due.At)}-{due.DiscoveryId}-{(due.Forget ? "all" : "lines")}";

    public static DiscoveryDueRow From(DueDiscovery due) => new()
    {
        RowKey = KeyOf(due),
        DiscoveryId = due.DiscoveryId,
        ClientId = due.ClientId,
        CreatedAt = due.CreatedAt,
        At = due.At,
        Forget = due.Forget,
    };

    public DueDiscovery ToDue() => new(DiscoveryId, ClientId, CreatedAt, At, Forget);
}
