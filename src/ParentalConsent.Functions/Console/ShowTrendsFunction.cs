using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Trends;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>How numbers went. No personal data.</summary>
public sealed class ShowTrendsFunction(ConsoleGate gate, ReadTrends readTrends, ConsolePages pages)
{
    [Function("ShowTrends")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/trends")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await gate.TurnAwayAsync(request, cancellationToken)
        ?? await request.HtmlAsync(await pages.TrendsAsync(await readTrends.ExecuteAsync(cancellationToken)), cancellationToken);
}
