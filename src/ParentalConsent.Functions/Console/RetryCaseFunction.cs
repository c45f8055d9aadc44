using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>An operator has an open case tried again at once.</summary>
public sealed class RetryCaseFunction(ConsoleGate gate, StaffDesk desk, RetryCase retryCase, CaseAnswers answers, ServiceAddress address)
{
    [Function("RetryCase")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "console/cases/{deletionId}/retry")] HttpRequestData request,
        string deletionId,
        CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(request, cancellationToken) is null)
        {
            return request.SeeOther(ConsolePaths.Overview);
        }

        return request.IsFormOfOurs(address)
            ? await desk.ServeAsync(
                request, StaffAction.RetryCase, deletionId, _ => RetryAsync(request, deletionId, cancellationToken), cancellationToken)
            : await answers.NothingAsync(request, HttpStatusCode.Forbidden, cancellationToken);
    }

    private async Task<HttpResponseData> RetryAsync(HttpRequestData request, string deletionId, CancellationToken cancellationToken) =>
        DeletionIds.IsId(deletionId) && await retryCase.ExecuteAsync(deletionId, cancellationToken)
            ? request.SeeOther(ConsolePaths.Deletion(deletionId))
            : await answers.NothingAsync(request, HttpStatusCode.NotFound, cancellationToken);
}
