using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Signals;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Where a "parent" may be the child.</summary>
public sealed class ShowSignalsFunction(ConsoleGate gate, ISignalReports reports, ConsolePages pages, TimeProvider clock)
{
    private const int Days = 30;

    [Function("ShowSignals")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/signals")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        if (await gate.TurnAwayAsync(request, cancellationToken) is { } away)
        {
            return away;
        }

        var newest = await reports.ReadAsync(clock.GetUtcNow().AddDays(-Days), SignalsPage.MaximumCount, cancellationToken);
        return await request.HtmlAsync(await pages.SignalsAsync(newest), cancellationToken);
    }
}
