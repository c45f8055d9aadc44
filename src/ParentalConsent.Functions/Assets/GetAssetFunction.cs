using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Assets;

public sealed class GetAssetFunction(AssetFiles files)
{
    [Function("GetAsset")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "assets/{name}")] HttpRequestData request,
        string name,
        CancellationToken cancellationToken)
    {
        if (files.Find(name) is not { } asset)
        {
            return await request.ProblemAsync(Problems.NotFound, cancellationToken);
        }

        var unchanged = request.Headers.TryGetValues("If-None-Match", out var tags)
            && tags.SelectMany(tag => tag.Split(',')).Any(tag => tag.Trim().TrimStart('W', '/') == asset.Tag);
        var response = request.CreateResponse(unchanged ? HttpStatusCode.NotModified : HttpStatusCode.OK);
        response.Headers.Add("ETag", asset.Tag);
        response.AddAssetHeaders(request);
        if (!unchanged)
        {
            response.Headers.Add("Content-Type", asset.ContentType);
            await response.Body.WriteAsync(asset.Content, cancellationToken);
        }

        return response;
    }
}
