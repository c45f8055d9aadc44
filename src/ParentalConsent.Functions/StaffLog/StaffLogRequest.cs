using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;
using ParentalConsent.Pages.Shown;

namespace ParentalConsent.Functions.StaffLog;

/// <summary>The query of <c>GET /api/v1/staff-log</c>.</summary>
/// <param name="Csv">Whether CSV is asked for, by <c>format</c> or else by <c>Accept</c>.</param>
public sealed record StaffLogRequest(StaffLogQuery Query, bool Csv)
{
    /// <returns>The request, to be used only where there are no errors; and all errors.</returns>
    public static (StaffLogRequest Request, IReadOnlyList<FieldError> Errors) Read(HttpRequestData request)
    {
        var fields = new QueryFields(request, "from", "to", "who", "what", "cursor", "format");
        var (from, to) = fields.ReadSpan();
        var query = new StaffLogQuery(from, to, ReadWho(fields), ReadWhat(fields), ReadCursor(fields));
        return (new StaffLogRequest(query, fields.ReadFormat(request)), fields.Errors);
    }

    /// <summary>The filters as they were entered, right or wrong.</summary>
    public static StaffLogFilters Filters(HttpRequestData request) =>
        new(request.Query["from"], request.Query["to"], request.Query["who"], request.Query["what"]);

    private static string? ReadWho(QueryFields fields)
    {
        var who = fields.Text("who")?.Trim();
        if (who is { Length: > StaffName.MaximumLength } || (who is not null && ShownName.HasHiddenCharacters(who)))
        {
            fields.Add("who", "notAName", "Must be a name as it stands in the log, at most 100 characters.");
        }

        return who is { Length: > 0 } ? who : null;
    }

    private static string? ReadWhat(QueryFields fields)
    {
        var what = fields.Text("what");
        if (what is not null && !StaffActions.Words.Contains(what))
        {
            fields.Add("what", "unknownAction", $"Must be {string.Join(", ", StaffActions.Words)}.");
        }

        return what;
    }

    private static StaffLogCursor? ReadCursor(QueryFields fields)
    {
        if (fields.Text("cursor") is not { } text)
        {
            return null;
        }

        if (StaffLogCursor.TryParse(text, out var cursor))
        {
            return cursor;
        }

        fields.Add("cursor", "notACursor", "Must be the cursor of the page before.");
        return null;
    }
}
