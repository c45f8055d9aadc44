using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>All holds, and the form for another.</summary>
public sealed class ShowHoldsFunction(ConsoleGate gate, HoldAnswers answers)
{
    [Function("ShowHolds")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/holds")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await gate.TurnAwayAsync(request, cancellationToken)
        ?? await answers.ListAsync(request, await gate.MayActAsync(request, cancellationToken), HoldFields.New(null), [], cancellationToken);
}
