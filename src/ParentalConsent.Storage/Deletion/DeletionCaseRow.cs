using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Storage.Deletion;

/// <summary>Table <c>deletionlog</c>, rows <c>case-deletionId</c>: where a deletion is logged. That it can be added but once makes the entry one.</summary>
internal sealed record DeletionCaseRow : ITableEntity
{
    public string PartitionKey { get; set; } = DeletionEntryRow.Chain;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public long Sequence { get; set; }

    public static string KeyOf(string deletionId) => $"case-{deletionId}";

    public static DeletionCaseRow From(DeletionLogEntry entry) =>
        new() { RowKey = KeyOf(entry.Record.DeletionId), Sequence = entry.Sequence };
}
