using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Discoveries;

namespace ParentalConsent.Storage.Discoveries;

/// <summary>Table <c>discoveries</c>, partition discovery id, rows <c>part-NNNNNNNNNN</c> by the first line: lines, sealed until they are worked off.</summary>
internal sealed record DiscoveryPartRow : ITableEntity
{
    public const string Prefix = "part-";

    /// <summary>The character after the prefix's last: all its rows sort before.</summary>
    public const string End = "part.";

    /// <summary>All columns but the lines.</summary>
    public static readonly string[] WithoutLines =
    [
        nameof(PartitionKey), nameof(RowKey), nameof(Timestamp), nameof(Schema), nameof(Write), nameof(Lines), nameof(Done), nameof(Outcomes), nameof(IsDone),
        nameof(BusyUntil),
    ];

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    /// <summary>Random and new with every write: tells a writer whose answer was lost that the row is its own.</summary>
    public string Write { get; set; } = "";

    public int Lines { get; set; }

    public int Done { get; set; }

    public bool IsDone { get; set; }

    public DateTimeOffset? BusyUntil { get; set; }

    /// <summary>JSON: how many lines came to which outcome.</summary>
    public string Outcomes { get; set; } = "{}";

    public byte[]? Sealed { get; set; }

    public static string KeyOf(long firstLine) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{firstLine:D10}");

    /// <summary>The same row for a part that has changed; the lines of one that is done go.</summary>
    public DiscoveryPartRow With(DiscoveryPart part) => this with
    {
        PartitionKey = part.DiscoveryId,
        RowKey = KeyOf(part.FirstLine),
        Lines = part.Lines,
        Done = part.Done,
        IsDone = part.IsDone,
        BusyUntil = part.BusyUntil,
        Outcomes = JsonSerializer.Serialize(part.Outcomes, StorageJson.Default.IReadOnlyDictionaryDiscoveryOutcomeInt32),
        Sealed = part.IsDone ? null : Sealed,
    };

    public DiscoveryPart ToPart() => new(
        PartitionKey,
        long.Parse(RowKey[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture),
        Lines,
        Done,
        JsonSerializer.Deserialize(Outcomes, StorageJson.Default.IReadOnlyDictionaryDiscoveryOutcomeInt32)!)
    {
        BusyUntil = BusyUntil,
    };
}
