using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Storage.Watch;

/// <summary>Table <c>watch</c>, rows <c>function-name</c>. Merged: what is empty leaves the column as it was.</summary>
internal sealed record HeartbeatRow : ITableEntity
{
    public const string Prefix = "function-";

    public string PartitionKey { get; set; } = WatchRow.Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public DateTimeOffset? BeganAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public DateTimeOffset? FailedAt { get; set; }

    public string? Failure { get; set; }

    public static HeartbeatRow From(Heartbeat beat) => new()
    {
        RowKey = Prefix + beat.Function,
        BeganAt = beat.BeganAt,
        FinishedAt = beat.FinishedAt,
        FailedAt = beat.FailedAt,
        Failure = beat.Failure,
    };

    public static Heartbeat Read(TableEntity row) => new(
        row.RowKey[Prefix.Length..],
        row.GetDateTimeOffset(nameof(BeganAt)),
        row.GetDateTimeOffset(nameof(FinishedAt)),
        row.GetDateTimeOffset(nameof(FailedAt)),
        row.GetString(nameof(Failure)));
}
