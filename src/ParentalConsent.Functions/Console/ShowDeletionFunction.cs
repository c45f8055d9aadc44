using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Holds;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>One deletion with its steps.</summary>
public sealed class ShowDeletionFunction(StaffDesk desk, IDeletionLog log, ReadHolds readHolds, ConsolePages pages)
{
    [Function("ShowDeletion")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/deletions/{deletionId}")] HttpRequestData request,
        string deletionId,
        CancellationToken cancellationToken) =>
        await desk.ServeAsync(
            request, StaffAction.SeeDeletion, deletionId, _ => ShowAsync(request, deletionId, cancellationToken), cancellationToken);

    private async Task<HttpResponseData> ShowAsync(HttpRequestData request, string deletionId, CancellationToken cancellationToken) =>
        DeletionIds.IsId(deletionId) && await log.FindAsync(deletionId, cancellationToken) is { } entry
            ? await request.HtmlAsync(await pages.DeletionAsync(entry, await readHolds.ExecuteAsync(deletionId, cancellationToken)), cancellationToken)
            : await request.HtmlAsync(
                await pages.NoticeAsync("No such deletion", "The log has no deletion of this id.", ConsolePaths.DeletionLog, "To the deletion log"),
                cancellationToken,
                HttpStatusCode.NotFound);
}
