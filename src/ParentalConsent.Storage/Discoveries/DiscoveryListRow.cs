using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Discoveries;

namespace ParentalConsent.Storage.Discoveries;

/// <summary>Table <c>discoveries</c>, partition <c>client-ID</c>: a client's discoveries, the newest first, and the places of those that take lines.</summary>
internal sealed record DiscoveryListRow : ITableEntity
{
    public const string ListPrefix = "listed-";

    public const string ListEnd = "listed.";

    public const string PlacePrefix = "place-";

    public const string PlaceEnd = "place.";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public string DiscoveryId { get; set; } = "";

    /// <summary>Of a place: from then on it is free, whoever took it.</summary>
    public DateTimeOffset? Until { get; set; }

    public static string Partition(string clientId) => $"client-{clientId}";

    public static string PlaceKey(int place) => string.Create(CultureInfo.InvariantCulture, $"{PlacePrefix}{place}");

    public static DiscoveryListRow Listed(Discovery discovery) => new()
    {
        PartitionKey = Partition(discovery.ClientId),
        RowKey = ListKey(discovery.Id, discovery.CreatedAt),
        DiscoveryId = discovery.Id,
    };

    public static DiscoveryListRow Taken(Discovery discovery, int place) => new()
    {
        PartitionKey = Partition(discovery.ClientId),
        RowKey = PlaceKey(place),
        DiscoveryId = discovery.Id,
        Until = discovery.Deadline,
    };

    /// <summary>Time is counted down, so that the newest come first.</summary>
    public static string ListKey(string discoveryId, DateTimeOffset createdAt) => string.Create(
        CultureInfo.InvariantCulture, $"{ListPrefix}{DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() - createdAt.ToUnixTimeMilliseconds():D15}-{discoveryId}");
}
