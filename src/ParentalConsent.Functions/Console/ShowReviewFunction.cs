using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Console;

/// <summary>A signed form beside what it should say.</summary>
public sealed class ShowReviewFunction(ConsoleGate gate, ReviewAnswers answers)
{
    [Function("ShowReview")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/reviews/{registrationId}")] HttpRequestData request,
        string registrationId,
        CancellationToken cancellationToken) =>
        await gate.TurnAwayFromActingAsync(request, cancellationToken)
        ?? await answers.ShowAsync(request, registrationId, [], cancellationToken);
}
