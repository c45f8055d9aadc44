using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Consent;

namespace ParentalConsent.Functions.Consent;

/// <summary>Where mailed links lead. Which one it is stands in the fragment, so this page is the same for all.</summary>
public sealed class ShowConsentFunction(ConsentPages pages)
{
    [Function("ShowConsent")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "consent")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await request.HtmlAsync(await pages.StartAsync(request.Language()), cancellationToken);
}
