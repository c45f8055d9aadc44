using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Storage.Guardians;

/// <summary>Table <c>guardians</c>: partition keyed hash of the address, one row.</summary>
internal sealed record GuardianRow : ITableEntity
{
    public const string RowName = "guardian";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = RowName;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    /// <summary>Random and new with every write: tells a writer whose answer was lost that the row is its own.</summary>
    public string Write { get; set; } = "";

    /// <summary>JSON array of ids.</summary>
    public string Suppressed { get; set; } = "[]";

    /// <summary>JSON array of asking mails.</summary>
    public string Asked { get; set; } = "[]";

    /// <summary>Empty where nothing is to be forgotten.</summary>
    public DateTimeOffset? TouchedAt { get; set; }

    public static GuardianRow From(Guardian guardian) => new()
    {
        PartitionKey = guardian.Hash,
        Write = RegistrationIds.NewMark(),
        Suppressed = JsonSerializer.Serialize(guardian.Suppressed, StorageJson.Default.IReadOnlyListString),
        Asked = JsonSerializer.Serialize(guardian.Asked, StorageJson.Default.IReadOnlyListAskingMail),
        TouchedAt = guardian.TouchedAt,
    };

    public Guardian ToGuardian() => new()
    {
        Hash = PartitionKey,
        Suppressed = JsonSerializer.Deserialize(Suppressed, StorageJson.Default.IReadOnlyListString) ?? [],
        Asked = JsonSerializer.Deserialize(Asked, StorageJson.Default.IReadOnlyListAskingMail) ?? [],
        TouchedAt = TouchedAt,
    };
}
