using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Overviews;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>The overview, or the sign-in.</summary>
public sealed class ShowConsoleFunction(ConsoleGate gate, ConsoleAccess access, ReadOverview readOverview, ConsolePages pages)
{
    [Function("ShowConsole")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await request.HtmlAsync(
            await gate.IsOpenAsync(request, cancellationToken)
                ? await pages.OverviewAsync(await readOverview.ExecuteAsync(cancellationToken))
                : await pages.SignInAsync(refused: false, access.TrustsAppService),
            cancellationToken);
}
