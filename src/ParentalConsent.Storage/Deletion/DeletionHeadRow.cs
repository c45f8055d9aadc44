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

    /// <returns>Null where somebody changed it so that it cannot be read.</returns>
    public static DeletionHeadRow? Read(TableEntity row) =>
        row.TryGetValue(nameof(Sequence), out var stored) && stored is long sequence
        && row.TryGetValue(nameof(Hash), out stored) && stored is string hash
            ? new DeletionHeadRow { Sequence = sequence, Hash = hash, ETag = row.ETag }
            : null;

    public DeletionLogHead ToHead() => new(Sequence, Hash);
}
