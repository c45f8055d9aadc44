using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Cases;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Deletions that are not complete: what waits for whom.</summary>
public sealed class ShowCasesFunction(ConsoleGate gate, ReadCases readCases, ConsolePages pages)
{
    [Function("ShowCases")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/cases")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await gate.TurnAwayAsync(request, cancellationToken)
        ?? await request.HtmlAsync(
            await pages.CasesAsync(
                await readCases.ExecuteAsync(cancellationToken), await gate.MayActAsync(request, cancellationToken)),
            cancellationToken);
}
