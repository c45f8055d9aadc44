using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.DeletionLog;

/// <summary>Recomputes the chains and names the first entry that does not fit.</summary>
public sealed class VerifyDeletionLogFunction(ConsoleAccess access, VerifyDeletionLog verifyDeletionLog)
{
    [Function("VerifyDeletionLog")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/deletion-log/verify")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await access.TurnAwayAsync(request, cancellationToken)
        ?? await request.JsonAsync(await verifyDeletionLog.ExecuteAsync(cancellationToken), cancellationToken);
}
