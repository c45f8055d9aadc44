using System.Net;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Signing;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Signing;

/// <summary>The public keys that our signatures are checked with, as a JWK Set. Open to all.</summary>
public sealed class ShowKeysFunction(SigningKeys keys)
{
    [Function("ShowKeys")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = ".well-known/jwks.json")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var set = (await keys.PublicAsync(cancellationToken)).ToSet();
        var response = request.CreateResponse(HttpStatusCode.OK);
        response.Headers.Add("Content-Type", "application/jwk-set+json");
        response.AddAssetHeaders(request);
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(set, JsonFormat.Options), cancellationToken);
        return response;
    }
}
