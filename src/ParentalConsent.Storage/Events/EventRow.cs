using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Events;

namespace ParentalConsent.Storage.Events;

/// <summary>Table <c>events</c>, partition the client's id, rows <c>event-sequence</c> of 19 digits.</summary>
internal sealed record EventRow : ITableEntity
{
    private const string Prefix = "event-";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public string Type { get; set; } = "";

    public string RegistrationId { get; set; } = "";

    public string Attempt { get; set; } = "";

    public string? DeletionId { get; set; }

    public string? Reason { get; set; }

    public string? Guardian { get; set; }

    public string? Mark { get; set; }

    public int? Reminder { get; set; }

    public DateTimeOffset At { get; set; }

    public DateTimeOffset AppendedAt { get; set; }

    public static string KeyOf(long sequence) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{sequence:D19}");

    public static EventRow From(FeedEvent told, DateTimeOffset now) => new()
    {
        PartitionKey = told.Event.ClientId,
        RowKey = KeyOf(told.Sequence),
        Type = told.Event.Type.Word(),
        RegistrationId = told.Event.RegistrationId,
        Attempt = told.Event.Attempt,
        DeletionId = told.Event.DeletionId,
        Reason = told.Event.Reason,
        Guardian = told.Event.Guardian,
        Mark = told.Event.Mark,
        Reminder = told.Event.Reminder,
        At = told.Event.At,
        AppendedAt = now,
    };

    public static FeedEvent Read(TableEntity row) => new(
        long.Parse(row.RowKey.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture),
        new ClientEvent(
            EventTypes.Parse(row.GetString(nameof(Type))),
            row.PartitionKey,
            row.GetString(nameof(RegistrationId)),
            row.GetString(nameof(Attempt)),
            row.GetDateTimeOffset(nameof(At))!.Value)
        {
            DeletionId = row.GetString(nameof(DeletionId)),
            Reason = row.GetString(nameof(Reason)),
            Guardian = row.GetString(nameof(Guardian)),
            Mark = row.GetString(nameof(Mark)),
            Reminder = row.GetInt32(nameof(Reminder)),
        });
}
