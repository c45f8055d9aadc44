using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.StaffLog;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>The filtered staff log as a file for spreadsheets.</summary>
public sealed class ExportStaffLogFunction(StaffDesk desk, StaffLogCsv csv, ConsolePages pages, ServiceAddress address)
{
    [Function("ExportStaffLog")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/staff.csv")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await desk.ServeAsync(request, StaffAction.ExportStaffLog, null, _ => ExportAsync(request, cancellationToken), cancellationToken);

    private async Task<HttpResponseData> ExportAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        var filters = StaffLogRequest.Filters(request);
        var (asked, errors) = StaffLogRequest.Read(request);
        if (errors.Count > 0)
        {
            var page = await pages.StaffLogAsync(new StaffLogPage([], null), filters, null, errors.InWords());
            return await request.HtmlAsync(page, cancellationToken, HttpStatusCode.UnprocessableEntity);
        }

        var response = request.CreateCsvResponse("staff-log.csv");
        await csv.WriteAsync(
            response.Body, asked.Query, cancellationToken,
            cursor => new Uri(address.BaseUrl, ConsolePaths.WithFilters(ConsolePaths.Staff, filters, cursor)));
        return response;
    }
}
