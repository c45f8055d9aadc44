using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Console;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.DeletionLog;

public sealed class ReadDeletionLogFunction(ConsoleAccess access, StaffDesk desk, ReadDeletionLog readDeletionLog, DeletionLogCsv csv)
{
    private const int PageSize = 100;

    [Function("ReadDeletionLog")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/deletion-log")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        if (await access.TurnAwayAsync(request, cancellationToken) is { } away)
        {
            return away;
        }

        var (asked, errors) = DeletionLogRequest.Read(request);
        if (errors.Count > 0)
        {
            return await request.ProblemAsync(Problems.Invalid(errors), cancellationToken);
        }

        return asked.Csv
            ? await desk.RecordAsync(
                (await access.FindAsync(request, cancellationToken))!,
                StaffAction.ExportDeletionLog,
                null,
                _ => CsvAsync(request, asked.Query, cancellationToken),
                cancellationToken)
            : await JsonAsync(request, asked.Query, cancellationToken);
    }

    private async Task<HttpResponseData> JsonAsync(HttpRequestData request, DeletionLogQuery query, CancellationToken cancellationToken)
    {
        var page = await readDeletionLog.ExecuteAsync(query, PageSize, cancellationToken);
        return await request.JsonAsync(
            new DeletionLogAnswer([.. page.Entries.Select(DeletionLogRow.Of)], page.Next?.ToString()), cancellationToken);
    }

    private async Task<HttpResponseData> CsvAsync(HttpRequestData request, DeletionLogQuery query, CancellationToken cancellationToken)
    {
        var response = request.CreateCsvResponse("deletion-log.csv");
        if (await csv.WriteAsync(response.Body, query, cancellationToken) is { } cursor)
        {
            response.Headers.Add("Link", $"<{NextPage(request, cursor)}>; rel=\"next\"");
            response.Headers.Add("X-Next-Cursor", cursor.ToString());
        }

        return response;
    }

    private static string NextPage(HttpRequestData request, LogCursor cursor)
    {
        var rest = request.Query.AllKeys
            .Where(name => name is not (null or "cursor" or "format"))
            .Select(name => $"{name}={Uri.EscapeDataString(request.Query[name]!)}&");
        return $"/api/v1/deletion-log?{string.Concat(rest)}format=csv&cursor={cursor}";
    }
}
