using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Staff;

namespace ParentalConsent.Functions.Console;

/// <summary>One hold, and the form to end it.</summary>
public sealed class ShowHoldFunction(StaffDesk desk, HoldAnswers answers)
{
    [Function("ShowHold")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/holds/{holdId}")] HttpRequestData request,
        string holdId,
        CancellationToken cancellationToken) =>
        await desk.ServeAsync(
            request, StaffAction.SeeHold, null, visit => answers.ShowAsync(request, holdId, visit, null, [], cancellationToken), cancellationToken);
}
