using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Discoveries;

/// <summary>No more lines are to come.</summary>
public sealed class EndDiscoveryFunction(ClientAccess access, DiscoveryAnswers answers)
{
    [Function("EndDiscovery")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/discoveries/{discoveryId}/end")] HttpRequestData request,
        string discoveryId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        return await answers.FindAsync(discoveryId, client.Id, cancellationToken) is { } found
            ? await answers.EndAsync(request, found, cancellationToken)
            : await request.ProblemAsync(Problems.NoSuchDiscovery, cancellationToken);
    }
}
