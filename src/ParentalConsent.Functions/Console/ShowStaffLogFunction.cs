using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.StaffLog;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>A page of what staff looked at and did, newest first.</summary>
public sealed class ShowStaffLogFunction(ConsoleGate gate, ReadStaffLog readStaffLog, ConsolePages pages)
{
    private const int PageSize = 50;

    [Function("ShowStaffLog")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/staff")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        if (await gate.TurnAwayAsync(request, cancellationToken) is { } away)
        {
            return away;
        }

        var filters = StaffLogRequest.Filters(request);
        var (asked, errors) = StaffLogRequest.Read(request);
        if (errors.Count > 0)
        {
            var page = await pages.StaffLogAsync(new StaffLogPage([], null), filters, null, errors.InWords());
            return await request.HtmlAsync(page, cancellationToken, HttpStatusCode.UnprocessableEntity);
        }

        var found = await readStaffLog.ExecuteAsync(asked.Query, PageSize, cancellationToken);
        return await request.HtmlAsync(await pages.StaffLogAsync(found, filters, asked.Query.After, []), cancellationToken);
    }
}
