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
        Enum.GetValues<DeletionReason>().ToDictionary(reason => reason.Word(), StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, LogKind> Kinds = Enum.GetValues<LogKind>()
        .Where(kind => kind is not LogKind.Unreadable)
        .ToDictionary(kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()), StringComparer.OrdinalIgnoreCase);

    /// <returns>The request, to be used only where there are no errors; and all errors.</returns>
    public static (DeletionLogRequest Request, IReadOnlyList<FieldError> Errors) Read(HttpRequestData request)
    {
        var fields = new QueryFields(request, "from", "to", "client", "reason", "state", "kind", "cursor", "format");
        var (from, to) = fields.ReadSpan();

        // So far the log has only what is done.
        if (fields.Text("state") is { } state && state != "deleted")
        {
            fields.Add("state", "unknownState", "Must be deleted.");
        }

        var query = new DeletionLogQuery(from, to, ReadClient(fields), ReadReason(fields), ReadCursor(fields), ReadKind(fields));
        return (new DeletionLogRequest(query, fields.ReadFormat(request)), fields.Errors);
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

        fields.Add("reason", "unknownReason", $"Must be {string.Join(", ", Reasons.Keys)}.");
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
}
