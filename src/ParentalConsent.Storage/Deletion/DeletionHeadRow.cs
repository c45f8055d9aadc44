using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Storage.Deletion;

/// <summary>Table <c>deletionlog</c>, row <c>head</c>: the chain's last entry. Whoever appends replaces it by its ETag.</summary>
internal sealed record DeletionHeadRow : ITableEntity
{
    public const string Key = "head";

    public string PartitionKey { get; set; } = DeletionEntryRow.Chain;

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public long Sequence { get; set; }

    public string Hash { get; set; } = "";

    public static DeletionHeadRow From(DeletionLogEntry last) => new() { Sequence = last.Sequence, Hash = last.Hash };

    public DeletionLogHead ToHead() => new(Sequence, Hash);
}
