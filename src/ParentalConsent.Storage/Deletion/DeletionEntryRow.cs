using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Storage.Deletion;

/// <summary>Table <c>deletionlog</c>, rows <c>entry-sequence</c> of 19 digits.</summary>
internal sealed record DeletionEntryRow : ITableEntity
{
    /// <summary>The partition: one chain for all deletions.</summary>
    public const string Chain = "0";

    public string PartitionKey { get; set; } = Chain;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public DateTimeOffset LoggedAt { get; set; }

    public string DeletionId { get; set; } = "";

    public string RegistrationId { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string Reason { get; set; } = "";

    public DateTimeOffset CollectedAt { get; set; }

    public DateTimeOffset Deadline { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public DateTimeOffset DeletedAt { get; set; }

    public string PreviousHash { get; set; } = "";

    public string Hash { get; set; } = "";

    public static string KeyOf(long sequence) => string.Create(CultureInfo.InvariantCulture, $"entry-{sequence:D19}");

    public static DeletionEntryRow From(DeletionLogEntry entry) => new()
    {
        RowKey = KeyOf(entry.Sequence),
        LoggedAt = entry.LoggedAt,
        DeletionId = entry.Record.DeletionId,
        RegistrationId = entry.Record.RegistrationId,
        ClientId = entry.Record.ClientId,
        Reason = entry.Record.Reason.ToString(),
        CollectedAt = entry.Record.CollectedAt,
        Deadline = entry.Record.Deadline,
        DecidedAt = entry.Record.DecidedAt,
        DeletedAt = entry.Record.DeletedAt,
        PreviousHash = entry.PreviousHash,
        Hash = entry.Hash,
    };
}
