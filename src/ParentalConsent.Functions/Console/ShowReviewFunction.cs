using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Staff;

namespace ParentalConsent.Functions.Console;

/// <summary>A signed form beside what it should say.</summary>
public sealed class ShowReviewFunction(StaffDesk desk, ReviewAnswers answers)
{
    [Function("ShowReview")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/reviews/{registrationId}")] HttpRequestData request,
        string registrationId,
        CancellationToken cancellationToken) =>
        await desk.ServeAsync(
            request,
            StaffAction.SeeForm,
            registrationId,
            _ => answers.ShowAsync(request, registrationId, [], cancellationToken),
            cancellationToken);
}
