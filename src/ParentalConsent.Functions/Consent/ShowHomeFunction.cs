using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Consent;

namespace ParentalConsent.Functions.Consent;

/// <summary>What this service is. The host gives the root to a route that may be empty, and to none that is.</summary>
public sealed class ShowHomeFunction(ConsentPages pages)
{
    [Function("ShowHome")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{ignored:maxlength(0)?}")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await request.HtmlAsync(await pages.HomeAsync(request.Language()), cancellationToken);
}
