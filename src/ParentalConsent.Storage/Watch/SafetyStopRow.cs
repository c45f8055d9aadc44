using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Storage.Watch;

/// <summary>Table <c>watch</c>, row <c>safety-stop</c>: there while sweeps are stopped, or go on by a release.</summary>
internal sealed record SafetyStopRow : ITableEntity
{
    public const string Key = "safety-stop";

    public string PartitionKey { get; set; } = WatchRow.Partition;

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public string Id { get; set; } = "";

    public DateTimeOffset TrippedAt { get; set; }

    public int Due { get; set; }

    public int Limit { get; set; }

    public bool Logged { get; set; }

    public string? ReleaseId { get; set; }

    public string? ReleasedBy { get; set; }

    public string? ReleaseReason { get; set; }

    public DateTimeOffset? ReleasedAt { get; set; }

    public int? ReleaseUpTo { get; set; }

    public DateTimeOffset? ReleaseUntil { get; set; }

    public bool? ReleaseLogged { get; set; }

    public static SafetyStopRow From(SafetyStop stop) => new()
    {
        Id = stop.Id,
        TrippedAt = stop.TrippedAt,
        Due = stop.Due,
        Limit = stop.Limit,
        Logged = stop.Logged,
        ReleaseId = stop.Release?.Id,
        ReleasedBy = stop.Release?.By,
        ReleaseReason = stop.Release?.Reason,
        ReleasedAt = stop.Release?.At,
        ReleaseUpTo = stop.Release?.UpTo,
        ReleaseUntil = stop.Release?.Until,
        ReleaseLogged = stop.Release?.Logged,
    };

    public static Watched<SafetyStop> Read(TableEntity row) => new(
        new SafetyStop
        {
            Id = row.GetString(nameof(Id)),
            TrippedAt = row.GetDateTimeOffset(nameof(TrippedAt))!.Value,
            Due = row.GetInt32(nameof(Due)) ?? 0,
            Limit = row.GetInt32(nameof(Limit)) ?? 0,
            Logged = row.GetBoolean(nameof(Logged)) ?? false,
            Release = row.GetString(nameof(ReleaseId)) is { } id
                ? new SafetyRelease(
                    id,
                    row.GetString(nameof(ReleasedBy)),
                    row.GetString(nameof(ReleaseReason)),
                    row.GetDateTimeOffset(nameof(ReleasedAt))!.Value,
                    row.GetInt32(nameof(ReleaseUpTo)) ?? 0,
                    row.GetDateTimeOffset(nameof(ReleaseUntil))!.Value,
                    row.GetBoolean(nameof(ReleaseLogged)) ?? false)
                : null,
        },
        row.ETag.ToString());

    /// <summary>A stop that cannot be read holds: an operator replaces it by releasing it.</summary>
    public static Watched<SafetyStop> Unreadable(TableEntity row) => new(
        new SafetyStop { Id = "0000000000000000", TrippedAt = row.Timestamp ?? DateTimeOffset.UnixEpoch, Due = 0, Limit = 0, Logged = true },
        row.ETag.ToString());
}
