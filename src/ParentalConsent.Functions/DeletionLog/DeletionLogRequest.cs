using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Policies;

namespace ParentalConsent.Functions.DeletionLog;

/// <summary>The query of <c>GET /api/v1/deletion-log</c>.</summary>
/// <param name="Csv">Whether CSV is asked for, by <c>format</c> or else by <c>Accept</c>.</param>
public sealed record DeletionLogRequest(DeletionLogQuery Query, bool Csv)
{
    private static readonly Dictionary<string, DeletionReason> Reasons =
        Enum.GetValues<DeletionReason>().ToDictionary(reason => reason.ToString(), StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, LogKind> Kinds = Enum.GetValues<LogKind>()
        .Where(kind => kind is not LogKind.Unreadable)
        .ToDictionary(kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()), StringComparer.OrdinalIgnoreCase);

    private static readonly string[] DateTimeFormats =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <returns>The request, to be used only where there are no errors; and all errors.</returns>
    public static (DeletionLogRequest Request, IReadOnlyList<FieldError> Errors) Read(HttpRequestData request)
    {
        var fields = new QueryFields(request, "from", "to", "client", "reason", "state", "kind", "cursor", "format");
        var from = ReadTime(fields, "from", wholeDay: false);
        var to = ReadTime(fields, "to", wholeDay: true);
        if (from >= to)
        {
            fields.Add("to", "notAfterFrom", "Must be after from.");
        }

        // So far the log has only what is done.
        if (fields.Text("state") is { } state && state != "deleted")
        {
            fields.Add("state", "unknownState", "Must be deleted.");
        }

        var query = new DeletionLogQuery(from, to, ReadClient(fields), ReadReason(fields), ReadCursor(fields), ReadKind(fields));
        return (new DeletionLogRequest(query, ReadFormat(fields, request)), fields.Errors);
    }

    private static DateTimeOffset? ReadTime(QueryFields fields, string name, bool wholeDay)
    {
        if (fields.Text(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date < DateOnly.MaxValue)
        {
            return new DateTimeOffset(date.AddDays(wholeDay ? 1 : 0), TimeOnly.MinValue, TimeSpan.Zero);
        }

        if (DateTimeOffset.TryParseExact(
            text, DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return moment;
        }

        fields.Add(name, "notATime", "Must be a day, as in 2026-01-31, or a time, as in 2026-01-31T12:00:00Z; a + in it is sent as %2B.");
        return null;
    }

    private static string? ReadClient(QueryFields fields)
    {
        var client = fields.Text("client");
        if (client is not null && !PolicyIds.IsId(client))
        {
            fields.Add("client", "notAClientId", "Must be a client's id: 1 to 40 of a-z, 0-9 and hyphen.");
        }

        return client;
    }

    private static DeletionReason? ReadReason(QueryFields fields)
    {
        if (fields.Text("reason") is not { } text)
        {
            return null;
        }

        if (Reasons.TryGetValue(text, out var reason))
        {
            return reason;
        }

        fields.Add("reason", "unknownReason", $"Must be {string.Join(", ", Reasons.Keys).ToLowerInvariant()}.");
        return null;
    }

    /// <returns>Null for all.</returns>
    private static LogKind? ReadKind(QueryFields fields)
    {
        switch (fields.Text("kind"))
        {
            case null:
                return LogKind.Deletion;
            case "all":
                return null;
            case var text when Kinds.TryGetValue(text, out var kind):
                return kind;
            default:
                fields.Add("kind", "unknownKind", $"Must be all, {string.Join(", ", Kinds.Keys)}.");
                return null;
        }
    }

    private static LogCursor? ReadCursor(QueryFields fields)
    {
        if (fields.Text("cursor") is not { } text)
        {
            return null;
        }

        if (LogCursor.TryParse(text, out var cursor))
        {
            return cursor;
        }

        fields.Add("cursor", "notACursor", "Must be the cursor of the page before.");
        return null;
    }

    private static bool ReadFormat(QueryFields fields, HttpRequestData request)
    {
        switch (fields.Text("format"))
        {
            case "csv":
                return true;
            case "json":
                return false;
            case null:
                return request.Accepts("text/csv");
            default:
                fields.Add("format", "unknownFormat", "Must be json or csv.");
                return false;
        }
    }
}
