using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>One discovery: how far it has come, and how many lines came to what.</summary>
public sealed class ShowDiscoveryFunction(ConsoleGate gate, ReadDiscoveries readDiscoveries, ConsolePages pages)
{
    [Function("ShowDiscovery")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/discoveries/{discoveryId}")] HttpRequestData request,
        string discoveryId,
        CancellationToken cancellationToken) =>
        await gate.TurnAwayAsync(request, cancellationToken) ?? await ShowAsync(request, discoveryId, cancellationToken);

    private async Task<HttpResponseData> ShowAsync(HttpRequestData request, string discoveryId, CancellationToken cancellationToken) =>
        await readDiscoveries.FindAsync(discoveryId, cancellationToken) is { } progress
            ? await request.HtmlAsync(await pages.DiscoveryAsync(progress, request.Query["follow"] == "yes"), cancellationToken)
            : await request.HtmlAsync(
                await pages.NoticeAsync("No such discovery", "There is none of this id, or it was more than 30 days ago.", ConsolePaths.Discoveries, "To the discoveries"),
                cancellationToken,
                HttpStatusCode.NotFound);
}
