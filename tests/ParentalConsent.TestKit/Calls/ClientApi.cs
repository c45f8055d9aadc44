using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ParentalConsent.TestKit.Calls;

/// <summary>Calls the JSON API with one key, as a sign-up flow or an administrator's script does.</summary>
public sealed class ClientApi : IDisposable
{
    private readonly HttpClient http;

    public ClientApi(Uri baseUrl, string apiKey)
    {
        http = new HttpClient { BaseAddress = baseUrl };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
    }

    public async Task<ApiAnswer> GetAsync(string path, CancellationToken cancellationToken = default)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    /// <param name="body">Sent as JSON; nothing is sent for null.</param>
    public async Task<ApiAnswer> PostAsync(string path, object? body = null, CancellationToken cancellationToken = default)
    {
        using var content = body is null ? null : JsonContent.Create(body);
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    /// <param name="text">As it is, of that media type.</param>
    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string text, string mediaType, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = new StringContent(text, Encoding.UTF8, mediaType) };
        using var response = await http.SendAsync(request, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var isJson = response.Content.Headers.ContentType?.MediaType is { } type
            && (type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal));
        var json = isJson && body.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(body) : default;
        return new ApiAnswer(response.StatusCode, json, body);
    }
}
