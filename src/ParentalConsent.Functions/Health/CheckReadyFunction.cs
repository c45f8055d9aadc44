using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Health;

public sealed class CheckReadyFunction(Readiness readiness)
{
    [Function("CheckReady")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/ready")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var answer = await readiness.AskAsync(cancellationToken);
        var ready = answer.Dependencies.All(dependency => dependency.Answers);
        return await request.JsonAsync(answer, cancellationToken, ready ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
    }
}
