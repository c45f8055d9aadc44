using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Console;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.StaffLog;

/// <summary>What staff looked at and did, as JSON or CSV.</summary>
public sealed class ReadStaffLogFunction(ConsoleAccess access, StaffDesk desk, ReadStaffLog readStaffLog, StaffLogCsv csv)
{
    private const int PageSize = 100;

    [Function("ReadStaffLog")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/staff-log")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        if (await access.TurnAwayAsync(request, cancellationToken) is { } away)
        {
            return away;
        }

        var (asked, errors) = StaffLogRequest.Read(request);
        if (errors.Count > 0)
        {
            return await request.ProblemAsync(Problems.Invalid(errors), cancellationToken);
        }

        return asked.Csv
            ? await desk.RecordAsync(
                (await access.FindAsync(request, cancellationToken))!,
                StaffAction.ExportStaffLog,
                null,
                _ => CsvAsync(request, asked.Query, cancellationToken),
                cancellationToken)
            : await JsonAsync(request, asked.Query, cancellationToken);
    }

    private async Task<HttpResponseData> JsonAsync(HttpRequestData request, StaffLogQuery query, CancellationToken cancellationToken)
    {
        var page = await readStaffLog.ExecuteAsync(query, PageSize, cancellationToken);
        return await request.JsonAsync(
            new StaffLogAnswer([.. page.Entries.Select(StaffLogLine.Of)], page.Next?.ToString()), cancellationToken);
    }

    private async Task<HttpResponseData> CsvAsync(HttpRequestData request, StaffLogQuery query, CancellationToken cancellationToken)
    {
        var response = request.CreateCsvResponse("staff-log.csv");
        if (await csv.WriteAsync(response.Body, query, cancellationToken) is { } cursor)
        {
            response.Headers.Add("X-Next-Cursor", cursor.ToString());
        }

        return response;
    }
}
