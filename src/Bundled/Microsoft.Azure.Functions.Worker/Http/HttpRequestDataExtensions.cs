using System.Net;
using System.Text;
using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker.Http;

public static class HttpRequestDataExtensions
{
    /// <summary>The body as text from where it stands, UTF-8 unless it or the caller says otherwise.</summary>
    public static async Task<string?> ReadAsStringAsync(this HttpRequestData request, Encoding? encoding = null)
    {
        using var reader = ReaderOf(request, encoding);
        return reader is null ? null : await reader.ReadToEndAsync();
    }

    /// <inheritdoc cref="ReadAsStringAsync"/>
    public static string? ReadAsString(this HttpRequestData request, Encoding? encoding = null)
    {
        using var reader = ReaderOf(request, encoding);
        return reader?.ReadToEnd();
    }

    /// <summary>Reads JSON with the serializer of <see cref="WorkerOptions"/>.</summary>
    /// <exception cref="System.Text.Json.JsonException">With the default serializer, when the body is not such JSON.</exception>
    public static ValueTask<T?> ReadFromJsonAsync<T>(
        this HttpRequestData request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.ReadFromJsonAsync<T>(ConfiguredSerializer.Of(request.FunctionContext), cancellationToken);
    }

    public static ValueTask<T?> ReadFromJsonAsync<T>(
        this HttpRequestData request, ObjectSerializer serializer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(serializer);
        return ReadAsync(request.Body, serializer, cancellationToken);

        static async ValueTask<T?> ReadAsync(Stream body, ObjectSerializer serializer, CancellationToken cancellationToken) =>
            await serializer.DeserializeAsync(body, typeof(T), cancellationToken) is { } value ? (T)value : default;
    }

    public static HttpResponseData CreateResponse(this HttpRequestData request, HttpStatusCode statusCode)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = request.CreateResponse();
        response.StatusCode = statusCode;
        return response;
    }

    private static StreamReader? ReaderOf(HttpRequestData request, Encoding? encoding)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Body is { } body ? new StreamReader(body, encoding ?? Encoding.UTF8, leaveOpen: true) : null;
    }
}
