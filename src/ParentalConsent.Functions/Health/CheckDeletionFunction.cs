using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Health;

/// <summary>For monitors that look at a status only. Nothing that takes instances out of service may ask here: they are what deletes.</summary>
public sealed class CheckDeletionFunction(Readiness readiness)
{
    [Function("CheckDeletion")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/deletion")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var deletion = (await readiness.AskAsync(cancellationToken)).Deletion;
        return await request.JsonAsync(deletion, cancellationToken, deletion.IsGood ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
    }
}
