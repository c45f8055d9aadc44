using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>Sends what a function returned: a response, or 204 where it returned nothing.</summary>
internal static class ResponseWriter
{
    /// <exception cref="InvalidOperationException">A header's value cannot be sent.</exception>
    public static async Task WriteAsync(object? result, HttpResponse response, CancellationToken cancellationToken)
    {
        if (result is not HttpResponseData answer)
        {
            response.StatusCode = result is null
                ? StatusCodes.Status204NoContent
                : throw new InvalidOperationException($"A middleware set a result of type {result.GetType()}; HttpResponseData is expected.");
            return;
        }

        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers)
        {
            if (!IsSetByServer(name))
            {
                response.Headers[name] = string.Join(',', values);
            }
        }

        foreach (var cookie in (answer.Cookies as LocalHttpCookies)?.All ?? [])
        {
            response.Cookies.Append(cookie.Name, cookie.Value, OptionsOf(cookie));
        }

        await WriteBodyAsync(answer.Body, response, cancellationToken);
    }

    private static async Task WriteBodyAsync(Stream body, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!body.CanRead || response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified or < 200)
        {
            return;
        }

        if (body.CanSeek)
        {
            body.Position = 0;
            response.ContentLength = body.Length;
        }

        await body.CopyToAsync(response.Body, cancellationToken);
    }

    private static bool IsSetByServer(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);

    private static CookieOptions OptionsOf(IHttpCookie cookie)
    {
        var options = new CookieOptions
        {
            Domain = cookie.Domain,
            Expires = cookie.Expires,
            HttpOnly = cookie.HttpOnly ?? false,
            MaxAge = cookie.MaxAge is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Secure = cookie.Secure ?? false,
            SameSite = cookie.SameSite switch
            {
                SameSite.Lax => SameSiteMode.Lax,
                SameSite.Strict => SameSiteMode.Strict,
                SameSite.ExplicitNone => SameSiteMode.None,
                _ => SameSiteMode.Unspecified,
            },
        };
        options.Path = cookie.Path ?? options.Path;
        return options;
    }
}
