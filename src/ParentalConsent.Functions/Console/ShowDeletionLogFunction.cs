using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Functions.DeletionLog;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>A page of the deletion log, newest first.</summary>
public sealed class ShowDeletionLogFunction(ConsoleGate gate, ReadDeletionLog readDeletionLog, ConsolePages pages)
{
    private const int PageSize = 50;

    [Function("ShowDeletionLog")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/deletion-log")] HttpRequestData request,
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
            var page = await pages.WrongFiltersAsync(filters, errors.InWords());
            return await request.HtmlAsync(page, cancellationToken, HttpStatusCode.UnprocessableEntity);
        }

        var found = await readDeletionLog.ExecuteAsync(asked.Query, PageSize, cancellationToken);
        return await request.HtmlAsync(await pages.DeletionLogAsync(found, filters, asked.Query.Before), cancellationToken);
    }
}
