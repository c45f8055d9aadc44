using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace ParentalConsent.Bundled.Tests.Worker.Functions;

public static class HttpFunctions
{
    [Function("Hello")]
    public static async Task<HttpResponseData> HelloAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hello/{name}")] HttpRequestData request,
        string name,
        CancellationToken cancellationToken)
    {
        var response = request.CreateResponse(HttpStatusCode.Accepted);
        await response.WriteStringAsync($"hello {name}", cancellationToken);
        return response;
    }

    [Function("Echo")]
    public static async Task<HttpResponseData> EchoAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "put")] HttpRequestData request)
    {
        var response = request.CreateResponse();
        response.Headers.Add("X-Method", request.Method);
        response.Headers.Add("X-Url", request.Url.PathAndQuery);
        response.Headers.Add("X-Query", request.Query["q"] ?? "");
        response.Headers.Add("X-Seen", request.Headers.TryGetValues("x-sent", out var sent) ? string.Join('|', sent) : "");
        await response.WriteStringAsync(await request.ReadAsStringAsync() ?? "");
        return response;
    }

    [Function("Json")]
    public static async Task<HttpResponseData> JsonAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequestData request, CancellationToken cancellationToken)
    {
        var pet = await request.ReadFromJsonAsync<Pet>(cancellationToken);
        var response = request.CreateResponse();
        await response.WriteAsJsonAsync(pet! with { Age = pet.Age + 1 }, cancellationToken);
        return response;
    }

    [Function("Fails")]
    public static HttpResponseData Fails([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request)
    {
        var response = request.CreateResponse();
        response.WriteString("never sent");
        throw new InvalidOperationException("out of order");
    }

    [Function("Nothing")]
    public static void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => _ = request;

    [Function("Bytes")]
    public static HttpResponseData Bytes([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head")] HttpRequestData request)
    {
        var response = request.CreateResponse();
        response.Headers.Add("Content-Type", "application/x-bytes");
        response.Cookies.Append("plain", "a b");
        response.Cookies.Append(new HttpCookie("full", "v")
        {
            Path = "/p", HttpOnly = true, Secure = true, SameSite = SameSite.Strict, MaxAge = 60,
        });
        response.WriteBytes([0, 1, 254, 255]);
        return response;
    }

    [Function("Cookies")]
    public static HttpResponseData Cookies([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request)
    {
        var response = request.CreateResponse();
        response.WriteString(string.Join('|', request.Cookies.Select(cookie => $"{cookie.Name}:{cookie.Value}")));
        return response;
    }

    [Function("Header")]
    public static HttpResponseData Header([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.NoContent);
        response.WriteString("a body that 204 cannot have");
        return response;
    }

    public sealed record Pet(string Name, int Age);
}
