using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Storage.Cases;

/// <summary>Table <c>cases</c>, partition the deletion's id, row <c>case</c>: a deletion that is not complete yet.</summary>
internal sealed record CaseRow : ITableEntity
{
    public const string Key = "case";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public string RegistrationId { get; set; } = "";

    public string Attempt { get; set; } = "";

    public string ClientId { get; set; } = "";

    public DateTimeOffset PlannedAt { get; set; }

    public string Line { get; set; } = "";

    public DateTimeOffset? DeletedAt { get; set; }

    public string? Reason { get; set; }

    public string Steps { get; set; } = "[]";

    public byte[]? Subject { get; set; }

    public string? KeyId { get; set; }

    public DateTimeOffset? BusyUntil { get; set; }

    /// <summary>Without the subject, which <see cref="CaseSeal"/> adds.</summary>
    public static CaseRow From(DeletionCase kept) => new()
    {
        PartitionKey = kept.DeletionId,
        RegistrationId = kept.RegistrationId,
        Attempt = kept.Attempt,
        ClientId = kept.ClientId,
        PlannedAt = kept.PlannedAt,
        Line = kept.Line.ToString(),
        DeletedAt = kept.DeletedAt,
        Reason = kept.Reason?.ToString(),
        BusyUntil = kept.BusyUntil,
        Steps = JsonSerializer.Serialize(kept.Steps, StorageJson.Default.IReadOnlyListCaseStep),
    };

    public DeletionCase ToCase(string? subjectId) => new()
    {
        DeletionId = PartitionKey,
        RegistrationId = RegistrationId,
        Attempt = Attempt,
        ClientId = ClientId,
        PlannedAt = PlannedAt,
        Line = CaseLine.TryParse(Line, out var line) ? line : throw new FormatException("A stored case has a line that cannot be read."),
        DeletedAt = DeletedAt,
        Reason = Reason is { } reason ? Enum.Parse<DeletionReason>(reason) : null,
        SubjectId = subjectId,
        BusyUntil = BusyUntil,
        Steps = JsonSerializer.Deserialize(Steps, StorageJson.Default.IReadOnlyListCaseStep) ?? [],
    };

    /// <summary>Without what staff wrote, so that no log or trace can have it.</summary>
    public override string ToString() => $"{nameof(CaseRow)} {PartitionKey}";
}
