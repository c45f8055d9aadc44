using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Which webhooks work, fail or are paused.</summary>
public sealed class ShowWebhooksFunction(ConsoleGate gate, ReadWebhooks readWebhooks, ConsolePages pages)
{
    [Function("ShowWebhooks")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/webhooks")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await gate.TurnAwayAsync(request, cancellationToken)
        ?? await request.HtmlAsync(
            await pages.WebhooksAsync(await readWebhooks.ExecuteAsync(cancellationToken), await gate.MayActAsync(request, cancellationToken)),
            cancellationToken);
}
