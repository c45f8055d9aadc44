using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace ParentalConsent.Bundled.Tests.Worker.Functions;

public static class RouteFunctions
{
    [Function("ById")]
    public static HttpResponseData ById([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id:int}")] HttpRequestData request, int id) =>
        Text(request, $"number {id}");

    [Function("ByName")]
    public static HttpResponseData ByName([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id}")] HttpRequestData request, string id) =>
        Text(request, $"name {id}");

    [Function("Literal")]
    public static HttpResponseData Literal([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/new")] HttpRequestData request) =>
        Text(request, "literal");

    [Function("ByGuid")]
    public static HttpResponseData ByGuid([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "guids/{ID}")] HttpRequestData request, Guid id) =>
        Text(request, $"guid {id:N}");

    [Function("Optional")]
    public static HttpResponseData Optional(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optional/{page?}/{size?}")] HttpRequestData request, int? page, int size = 5) =>
        Text(request, $"{(page is null ? "none" : $"n{page}")} of {size}");

    [Function("CatchAll")]
    public static HttpResponseData CatchAll([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequestData request, string? path) =>
        Text(request, $"path {path}");

    [Function("Root")]
    public static HttpResponseData Root([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "/")] HttpRequestData request) =>
        Text(request, "root");

    [Function("PairGet")]
    public static HttpResponseData PairGet([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "pair")] HttpRequestData request) =>
        Text(request, "got");

    [Function("PairPost")]
    public static HttpResponseData PairPost([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "pair")] HttpRequestData request) =>
        Text(request, "posted");

    [Function("Data")]
    public static HttpResponseData Data([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "data/{key}")] HttpRequestData request, FunctionContext context)
    {
        var data = context.BindingContext.BindingData;
        return Text(request, $"{data["key"]} {data["Query"]} {((string)data["Headers"]!).Contains("X-Mark", StringComparison.OrdinalIgnoreCase)}");
    }

    [Function("NeedsKey")]
    public static HttpResponseData NeedsKey([HttpTrigger] HttpRequestData request) => Text(request, "open");

    [Function("NeedsMaster")]
    public static HttpResponseData NeedsMaster([HttpTrigger(AuthorizationLevel.Admin)] HttpRequestData request) => Text(request, "open");

    private static HttpResponseData Text(HttpRequestData request, string text)
    {
        var response = request.CreateResponse();
        response.WriteString(text);
        return response;
    }
}
