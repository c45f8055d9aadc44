using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Certificates;

namespace ParentalConsent.Functions.Certificates;

/// <summary>The page that takes a certificate to be checked.</summary>
public sealed class ShowCertificateCheckFunction(CertificatePages pages)
{
    [Function("ShowCertificateCheck")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "certificates/check")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await request.HtmlAsync(await pages.CheckAsync(wish: request.Language()), cancellationToken);
}
