using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Health;

public static class CheckLiveFunction
{
    [Function("CheckLive")]
    public static Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        request.JsonAsync(new { status = "live" }, cancellationToken);
}
