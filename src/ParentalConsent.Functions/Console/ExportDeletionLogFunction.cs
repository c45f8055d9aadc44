using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Links;
using ParentalConsent.Functions.DeletionLog;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>The filtered deletion log as a file for spreadsheets.</summary>
public sealed class ExportDeletionLogFunction(ConsoleGate gate, DeletionLogCsv csv, ConsolePages pages, ServiceAddress address)
{
    [Function("ExportDeletionLog")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/deletion-log.csv")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        if (await gate.TurnAwayAsync(request, cancellationToken) is { } away)
        {
            return away;
        }

        var filters = DeletionLogForm.Filters(request);
        var (asked, errors) = DeletionLogRequest.Read(request);
        if (errors.Count > 0)
        {
            var page = await pages.WrongFiltersAsync(filters, [.. errors.Select(error => $"{error.Field}: {error.Message}")]);
            return await request.HtmlAsync(page, cancellationToken, HttpStatusCode.UnprocessableEntity);
        }

        var response = request.CreateResponse(HttpStatusCode.OK);
        response.AddApiHeaders(request);
        response.Headers.Add("Content-Type", "text/csv; charset=utf-8; header=present");
        response.Headers.Add("Content-Disposition", "attachment; filename=\"deletion-log.csv\"");
        await csv.WriteAsync(
            response.Body, asked.Query, cancellationToken,
            cursor => new Uri(address.BaseUrl, ConsolePaths.WithFilters(ConsolePaths.DeletionLog, filters, cursor)));
        return response;
    }
}
