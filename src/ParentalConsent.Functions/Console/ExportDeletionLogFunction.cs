using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.DeletionLog;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>The filtered deletion log as a file for spreadsheets.</summary>
public sealed class ExportDeletionLogFunction(StaffDesk desk, DeletionLogCsv csv, ConsolePages pages, ServiceAddress address)
{
    [Function("ExportDeletionLog")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/deletion-log.csv")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await desk.ServeAsync(request, StaffAction.ExportDeletionLog, null, _ => ExportAsync(request, cancellationToken), cancellationToken);

    private async Task<HttpResponseData> ExportAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        var filters = DeletionLogForm.Filters(request);
        var (asked, errors) = DeletionLogRequest.Read(request);
        if (errors.Count > 0)
        {
            var page = await pages.WrongFiltersAsync(filters, errors.InWords());
            return await request.HtmlAsync(page, cancellationToken, HttpStatusCode.UnprocessableEntity);
        }

        var response = request.CreateCsvResponse("deletion-log.csv");
        await csv.WriteAsync(
            response.Body, asked.Query, cancellationToken,
            cursor => new Uri(address.BaseUrl, ConsolePaths.WithFilters(ConsolePaths.DeletionLog, filters, cursor)));
        return response;
    }
}
