using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextHttpRequestExtensions
{
    /// <returns>The request, or null for a function that HTTP did not set off.</returns>
    public static async ValueTask<HttpRequestData?> GetHttpRequestDataAsync(this FunctionContext context) =>
        context.Features.Get<IHttpRequestDataFeature>() is { } feature
            ? await feature.GetHttpRequestDataAsync(context)
            : null;

    /// <returns>The response the function returned, or null while there is none.</returns>
    public static HttpResponseData? GetHttpResponseData(this FunctionContext context) =>
        context.GetInvocationResult().Value as HttpResponseData;
}
