using System.Net;
using System.Text;
using System.Text.Json;

namespace ParentalConsent.Functions.Tests.Host;

/// <summary>Calls as a client would make them.</summary>
public static class Calls
{
    public static Task<HttpResponseMessage> PostTextAsync(
        this HttpClient http, string path, string body, string contentType = "application/json") =>
        http.PostBytesAsync(path, Encoding.UTF8.GetBytes(body), contentType);

    public static async Task<HttpResponseMessage> PostBytesAsync(
        this HttpClient http, string path, byte[] body, string? contentType = "application/json")
    {
        using var content = new ByteArrayContent(body);
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return await http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public static Task<HttpResponseMessage> GetPathAsync(this HttpClient http, string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{response.StatusCode}: {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>The problem's code, once it is one in every respect.</summary>
    public static async Task<string> ProblemCodeAsync(this HttpResponseMessage response, HttpStatusCode expected)
    {
        var problem = await response.JsonAsync(expected);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return problem.GetProperty("code").GetString()!;
    }

    /// <summary>Every field error as <c>field code</c>, sorted.</summary>
    public static async Task<IReadOnlyList<string>> FieldErrorsAsync(this HttpResponseMessage response)
    {
        var problem = await response.JsonAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("invalidRequest", problem.GetProperty("code").GetString());
        Assert.All(problem.GetProperty("errors").EnumerateArray(), error => Assert.NotEmpty(error.GetProperty("message").GetString()!));
        return [.. problem.GetProperty("errors").EnumerateArray()
            .Select(error => $"{error.GetProperty("field").GetString()} {error.GetProperty("code").GetString()}")
            .Order(StringComparer.Ordinal)];
    }
}
