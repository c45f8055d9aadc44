using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Recomputes the chain of the deletion log and says whether it holds.</summary>
public sealed class ShowVerificationFunction(ConsoleGate gate, VerifyDeletionLog verifyDeletionLog, ConsolePages pages)
{
    [Function("ShowVerification")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/verification")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await gate.TurnAwayAsync(request, cancellationToken)
        ?? await request.HtmlAsync(
            await pages.VerificationAsync(await verifyDeletionLog.ExecuteAsync(cancellationToken)), cancellationToken);
}
