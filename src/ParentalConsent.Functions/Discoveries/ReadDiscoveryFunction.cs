using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Discoveries;

public sealed class ReadDiscoveryFunction(ClientAccess access, DiscoveryAnswers answers, ReadDiscoveries readDiscoveries)
{
    [Function("ReadDiscovery")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/discoveries/{discoveryId}")] HttpRequestData request,
        string discoveryId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        return await answers.FindAsync(discoveryId, client.Id, cancellationToken) is { Discovery: var discovery }
            ? await request.JsonAsync(DiscoveryAnswer.Of(await readDiscoveries.ReadAsync(discovery, cancellationToken)), cancellationToken)
            : await request.ProblemAsync(Problems.NoSuchDiscovery, cancellationToken);
    }
}
