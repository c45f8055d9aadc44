using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Discoveries;

/// <summary>The client's newest discoveries: also one whose first answer was lost.</summary>
public sealed class ReadDiscoveriesFunction(ClientAccess access, ReadDiscoveries readDiscoveries)
{
    private const int Most = 20;

    [Function("ReadDiscoveries")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/discoveries")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        var list = await readDiscoveries.ListAsync(client.Id, Most, cancellationToken);
        return await request.JsonAsync(new DiscoveriesAnswer([.. list.Select(DiscoveryAnswer.Of)]), cancellationToken);
    }
}
