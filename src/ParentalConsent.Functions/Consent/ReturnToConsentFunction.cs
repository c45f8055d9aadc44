using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Consent;

/// <summary>For browsers that come back to the address of a form without the form, after a restart or from a bookmark.</summary>
public static class ReturnToConsentFunction
{
    [Function("ReturnToConsent")]
    public static HttpResponseData Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "consent/{step}")] HttpRequestData request) =>
        request.SeeOther("/consent");
}
