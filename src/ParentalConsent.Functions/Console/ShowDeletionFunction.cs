using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Staff;

namespace ParentalConsent.Functions.Console;

/// <summary>One deletion with its steps.</summary>
public sealed class ShowDeletionFunction(StaffDesk desk, CaseAnswers answers)
{
    [Function("ShowDeletion")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/deletions/{deletionId}")] HttpRequestData request,
        string deletionId,
        CancellationToken cancellationToken) =>
        await desk.ServeAsync(
            request,
            StaffAction.SeeDeletion,
            deletionId,
            visit => answers.ShowAsync(request, deletionId, visit.Who, null, [], cancellationToken),
            cancellationToken);
}
