using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Storage.Watch;

/// <summary>Table <c>watch</c>, row <c>owed</c>: there once something was.</summary>
internal sealed record OwedRow : ITableEntity
{
    public const string Key = "owed";

    public string PartitionKey { get; set; } = WatchRow.Partition;

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public DateTimeOffset? OldestCase { get; set; }

    public DateTimeOffset? OldestDiscovery { get; set; }

    public int CasesForPerson { get; set; }

    public static OwedRow From(OwedBesides owed) =>
        new() { OldestCase = owed.OldestCase, OldestDiscovery = owed.OldestDiscovery, CasesForPerson = owed.CasesForPerson };

    public static Watched<OwedBesides> Read(TableEntity row) => new(
        new OwedBesides(
            row.GetDateTimeOffset(nameof(OldestCase)), row.GetDateTimeOffset(nameof(OldestDiscovery)), row.GetInt32(nameof(CasesForPerson)) ?? 0),
        row.ETag.ToString());
}
