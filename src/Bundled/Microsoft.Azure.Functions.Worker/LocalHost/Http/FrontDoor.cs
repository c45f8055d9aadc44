using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.LocalHost.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>Answers what no function answers: the host's own paths, the start page, and anything unknown.</summary>
internal sealed class FrontDoor(HostSettings settings)
{
    private const string HomePage = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Functions</title></head>
        <body><h1>The functions host is running</h1></body></html>
        """;

    public Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        if (RouteTemplates.IsReserved(http.Request.Path))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (http.GetEndpoint() is not null)
        {
            return next(http);
        }

        if (http.Request.Path != "/" || !HttpMethods.IsGet(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (!settings.ShowsHomePage)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        http.Response.ContentType = MediaTypeNames.Text.Html;
        return http.Response.WriteAsync(HomePage, http.RequestAborted);
    }
}
