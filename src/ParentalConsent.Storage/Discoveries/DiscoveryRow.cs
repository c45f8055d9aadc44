using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Discoveries;

namespace ParentalConsent.Storage.Discoveries;

/// <summary>Table <c>discoveries</c>, partition discovery id, row <c>discovery</c>; each part is added in one transaction with it.</summary>
internal sealed record DiscoveryRow : ITableEntity
{
    public const string Key = "discovery";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    /// <summary>Random and new with every write: tells a writer whose answer was lost that the row is its own.</summary>
    public string Write { get; set; } = "";

    public string ClientId { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public string Format { get; set; } = "";

    /// <summary>JSON array of fields; null for NDJSON.</summary>
    public string? Columns { get; set; }

    public long NextLine { get; set; } = 1;

    public bool Ended { get; set; }

    public bool Lapsed { get; set; }

    /// <summary>The key of its lines, wrapped; null once it has lapsed.</summary>
    public byte[]? LinesKey { get; set; }

    /// <summary>The version of <c>data-encryption-key</c> that wraps it.</summary>
    public string? KeyId { get; set; }

    /// <summary>Which of its client's places it takes.</summary>
    public int Place { get; set; }

    /// <summary>The same row for a discovery that has changed.</summary>
    public DiscoveryRow With(Discovery discovery) => this with
    {
        PartitionKey = discovery.Id,
        ClientId = discovery.ClientId,
        CreatedAt = discovery.CreatedAt,
        Format = discovery.Format.ToString(),
        Columns = discovery.Columns.Count == 0 ? null : JsonSerializer.Serialize(discovery.Columns, StorageJson.Default.IReadOnlyListString),
        NextLine = discovery.NextLine,
        Ended = discovery.Ended,
        Lapsed = discovery.Lapsed,
        LinesKey = discovery.Lapsed ? null : LinesKey,
        KeyId = discovery.Lapsed ? null : KeyId,
    };

    public Discovery ToDiscovery() => new()
    {
        Id = PartitionKey,
        ClientId = ClientId,
        CreatedAt = CreatedAt,
        Format = Enum.Parse<DiscoveryFormat>(Format),
        Columns = Columns is null ? [] : JsonSerializer.Deserialize(Columns, StorageJson.Default.IReadOnlyListString)!,
        NextLine = NextLine,
        Ended = Ended,
        Lapsed = Lapsed,
    };
}
