using Microsoft.Azure.Functions.Worker.Http;

namespace ParentalConsent.Functions.Http;

public static class BodyReading
{
    /// <summary>The whole body; null where it is longer than <paramref name="limit"/> bytes, of which no more than one buffer is read.</summary>
    public static Task<byte[]?> ReadBodyAsync(this HttpRequestData request, int limit, CancellationToken cancellationToken) =>
        request.Body.ReadAsync(limit, cancellationToken);

    /// <summary>All that is left; null where that is longer than <paramref name="limit"/> bytes, of which no more than one buffer is read.</summary>
    public static async Task<byte[]?> ReadAsync(this Stream stream, int limit, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        using var body = new MemoryStream();
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > limit)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>The value of a header that is sent once; null where it is missing or sent more than once.</summary>
    public static string? SingleHeader(this HttpRequestData request, string name) =>
        request.Headers.TryGetValues(name, out var values) && values.ToArray() is [var value] ? value : null;

    /// <summary>
    /// Whether a media type stands in <c>Accept</c>; its weight is not looked at. The worker splits the header at its commas.
    /// </summary>
    public static bool Accepts(this HttpRequestData request, string mediaType) =>
        request.Headers.TryGetValues("Accept", out var values)
        && values.SelectMany(value => value.Split(',')).Any(type => type.Split(';')[0].Trim().Equals(mediaType, StringComparison.OrdinalIgnoreCase));

    /// <summary>The media type of the body in lower case, without parameters; null where none is given.</summary>
    public static string? MediaType(this HttpRequestData request) =>
        request.SingleHeader("Content-Type")?.Split(';')[0].Trim().ToLowerInvariant();
}
