using System.Globalization;
using System.Text.Json.Serialization;

namespace ParentalConsent.Core.Events;

/// <summary>An event as clients read it, in the feed and as the body of a webhook.</summary>
/// <param name="Timestamp">ISO 8601 in UTC, to the millisecond.</param>
public sealed record EventBody(string Id, string Type, string Timestamp, long Sequence, EventBodyData Data)
{
    public static EventBody Of(FeedEvent told) => new(
        told.Event.Id,
        told.Event.Type.Word(),
        told.Event.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        told.Sequence,
        new EventBodyData(told.Event.RegistrationId, told.Event.DeletionId, told.Event.Reason, told.Event.Reminder, told.Event.Guardian));
}

/// <param name="DeletionId">Left out where it is null, likewise what follows.</param>
public sealed record EventBodyData(
    string RegistrationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DeletionId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Reminder,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Guardian);
