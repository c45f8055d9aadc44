using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

public sealed class ShowSafetyStopFunction(ConsoleGate gate, SafetyStopAnswers answers)
{
    [Function("ShowSafetyStop")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/safety-stop")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await gate.TurnAwayAsync(request, cancellationToken)
        ?? await answers.ShowAsync(request, await gate.MayActAsync(request, cancellationToken), ReleaseFields.Empty, [], cancellationToken);
}
