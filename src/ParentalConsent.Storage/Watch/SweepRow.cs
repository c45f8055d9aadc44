using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Storage.Watch;

/// <summary>Table <c>watch</c>, row <c>sweep</c>.</summary>
internal sealed record SweepRow : ITableEntity
{
    public const string Key = "sweep";

    public string PartitionKey { get; set; } = WatchRow.Partition;

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public DateTimeOffset At { get; set; }

    public int Due { get; set; }

    public DateTimeOffset? OldestDue { get; set; }

    public int HandedOut { get; set; }

    public int Settleable { get; set; }

    public int StillThere { get; set; }

    public double? ClockDifferenceSeconds { get; set; }

    public DateTimeOffset? NothingSettledSince { get; set; }

    /// <summary>JSON object: queue to time.</summary>
    public string WaitingSince { get; set; } = "{}";

    public static SweepRow From(SweepState state) => new()
    {
        At = state.Last.At,
        Due = state.Last.Due,
        OldestDue = state.Last.OldestDue,
        HandedOut = state.Last.HandedOut,
        Settleable = state.Last.Settleable,
        StillThere = state.Last.StillThere,
        ClockDifferenceSeconds = state.Last.ClockDifference?.TotalSeconds,
        NothingSettledSince = state.NothingSettledSince,
        WaitingSince = JsonSerializer.Serialize(state.WaitingSince, StorageJson.Default.IReadOnlyDictionaryStringDateTimeOffset),
    };

    public static Watched<SweepState> Read(TableEntity row) => new(
        new SweepState
        {
            Last = new SweepFindings(
                row.GetDateTimeOffset(nameof(At))!.Value,
                row.GetInt32(nameof(Due)) ?? 0,
                row.GetDateTimeOffset(nameof(OldestDue)),
                row.GetInt32(nameof(HandedOut)) ?? 0,
                row.GetInt32(nameof(Settleable)) ?? 0,
                row.GetInt32(nameof(StillThere)) ?? 0,
                row.GetDouble(nameof(ClockDifferenceSeconds)) is { } seconds ? TimeSpan.FromSeconds(seconds) : null),
            NothingSettledSince = row.GetDateTimeOffset(nameof(NothingSettledSince)),
            WaitingSince = JsonSerializer.Deserialize(
                row.GetString(nameof(WaitingSince)), StorageJson.Default.IReadOnlyDictionaryStringDateTimeOffset)!,
        },
        row.ETag.ToString());
}
