using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker.Http;

namespace ParentalConsent.Functions.Http;

/// <summary>The answers this app gives, each with the headers it needs.</summary>
public static class Answers
{
    public static Task<HttpResponseData> JsonAsync<T>(
        this HttpRequestData request, T value, CancellationToken cancellationToken, HttpStatusCode status = HttpStatusCode.OK) =>
        request.BytesAsync(
            JsonSerializer.SerializeToUtf8Bytes(value, JsonFormat.Options), "application/json; charset=utf-8", status, cancellationToken);

    public static async Task<HttpResponseData> ProblemAsync(
        this HttpRequestData request, Problem problem, CancellationToken cancellationToken)
    {
        var body = new Dictionary<string, object?>
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase((int)problem.Status),
            ["status"] = (int)problem.Status,
            ["detail"] = problem.Detail,
            ["code"] = problem.Code,
            ["errors"] = problem.Errors,
        };
        foreach (var (name, value) in problem.More)
        {
            body.Add(name, value);
        }

        var response = await request.BytesAsync(
            JsonSerializer.SerializeToUtf8Bytes(body, JsonFormat.Options), "application/problem+json; charset=utf-8", problem.Status, cancellationToken);
        if (problem.Status is HttpStatusCode.Unauthorized)
        {
            response.Headers.Add("WWW-Authenticate", problem.Challenge);
        }

        if (problem.RetryAfter is { } seconds)
        {
            response.Headers.Add("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
        }

        return response;
    }

    /// <summary>A page, with the headers that keep it to itself.</summary>
    public static async Task<HttpResponseData> HtmlAsync(
        this HttpRequestData request, string html, CancellationToken cancellationToken, HttpStatusCode status = HttpStatusCode.OK)
    {
        var response = request.CreateResponse(status);
        response.Headers.Add("Content-Type", "text/html; charset=utf-8");
        response.AddPageHeaders(request);
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(html), cancellationToken);
        return response;
    }

    /// <summary>A file for spreadsheets (RFC 4180), to be written into.</summary>
    public static HttpResponseData CreateCsvResponse(this HttpRequestData request, string fileName)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        response.AddApiHeaders(request);
        response.Headers.Add("Content-Type", "text/csv; charset=utf-8; header=present");
        response.Headers.Add("Content-Disposition", $"attachment; filename=\"{fileName}\"");
        return response;
    }

    /// <summary>Go there with GET (303).</summary>
    /// <param name="path">On this service, from its root.</param>
    public static HttpResponseData SeeOther(this HttpRequestData request, string path)
    {
        var response = request.CreateResponse(HttpStatusCode.SeeOther);
        response.Headers.Add("Location", path);
        response.AddPageHeaders(request);
        return response;
    }

    /// <summary>Bytes of an API answer.</summary>
    public static async Task<HttpResponseData> BytesAsync(
        this HttpRequestData request, ReadOnlyMemory<byte> body, string contentType, HttpStatusCode status, CancellationToken cancellationToken)
    {
        var response = request.CreateResponse(status);
        response.Headers.Add("Content-Type", contentType);
        response.AddApiHeaders(request);
        await response.Body.WriteAsync(body, cancellationToken);
        return response;
    }
}
