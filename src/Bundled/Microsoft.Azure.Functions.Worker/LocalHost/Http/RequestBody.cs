using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

internal static class RequestBody
{
    private const int LargestFirstBuffer = 64 * 1024;

    /// <summary>Reads a body to its end; the buffer follows what arrives, not what the caller announces.</summary>
    /// <exception cref="BadHttpRequestException">The body is too large or breaks off.</exception>
    public static async Task<MemoryStream> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength == 0)
        {
            return new MemoryStream();
        }

        var body = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, LargestFirstBuffer));
        await request.Body.CopyToAsync(body, cancellationToken);
        body.Position = 0;
        return body;
    }
}
