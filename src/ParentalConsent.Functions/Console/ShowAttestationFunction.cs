using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Asks for the code of the yes that an administrator heard.</summary>
public sealed class ShowAttestationFunction(ConsoleGate gate, ConsolePages pages)
{
    [Function("ShowAttestation")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/attestations")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await gate.TurnAwayFromActingAsync(request, cancellationToken)
        ?? await request.HtmlAsync(await pages.AttestAsync(null, AttestFields.Empty, []), cancellationToken);
}
