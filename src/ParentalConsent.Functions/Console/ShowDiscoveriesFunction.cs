using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>How far clients' discoveries have come.</summary>
public sealed class ShowDiscoveriesFunction(ConsoleGate gate, ReadDiscoveries readDiscoveries, ConsolePages pages)
{
    private const int MostOfAClient = 20;

    [Function("ShowDiscoveries")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/discoveries")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await gate.TurnAwayAsync(request, cancellationToken)
        ?? await request.HtmlAsync(
            await pages.DiscoveriesAsync(await readDiscoveries.ListAsync(MostOfAClient, cancellationToken)), cancellationToken);
}
