using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace ParentalConsent.TestKit.Providers;

/// <summary>
/// Kids Web Services as far as <c>docs/providers.md</c> describes it: access tokens by client credentials, and the call that mails
/// a guardian. Refuses what KWS refuses; misbehaves on request.
/// </summary>
public sealed class KwsDouble : IAsyncDisposable
{
    public const string TokenPath = "/auth/realms/kws/protocol/openid-connect/token";
    public const string SendPath = "/v1/verifications/send-email";

    private readonly LoopbackServer server;
    private readonly ConcurrentQueue<SentRequest> requests = new();
    private readonly ConcurrentDictionary<string, bool> tokens = new();
    private int issued;

    public KwsDouble() => server = new LoopbackServer(AnswerAsync);

    public Uri Url => server.Url;

    public string ClientId { get; } = "kws-client";

    /// <summary>The keys it takes.</summary>
    public HashSet<string> ApiKeys { get; } = ["kws-api-key-of-the-test"];

    public string WebhookSecret { get; set; } = "kws-webhook-secret";

    /// <summary>Seconds that it says an access token lasts; null: it says nothing.</summary>
    public int? TokenLifetime { get; set; } = 300;

    /// <summary>Answers the call to mail with this status; null for 200.</summary>
    public int? SendStatus { get; set; }

    /// <summary>Answers with a redirect that leads to itself; nobody is to follow it.</summary>
    public bool Redirects { get; set; }

    /// <summary>Does not answer until it is disposed.</summary>
    public TaskCompletionSource? Silence { get; set; }

    public IReadOnlyList<SentRequest> Requests => [.. requests];

    /// <summary>The guardians it would have mailed, each with what came along.</summary>
    public IReadOnlyList<JsonElement> Mailed => [.. Requests.Where(request => request.Target == SendPath).Select(request => Json(request.Body))];

    /// <summary>No access token it gave counts any more.</summary>
    public void ForgetTokens() => tokens.Clear();

    public async ValueTask DisposeAsync()
    {
        Silence?.TrySetResult();
        await server.DisposeAsync();
    }

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = context.Request;
        var headers = request.Headers.AllKeys.OfType<string>().ToDictionary(name => name, name => request.Headers[name]!, StringComparer.OrdinalIgnoreCase);
        var sent = new SentRequest(request.HttpMethod, request.RawUrl!, headers, await LoopbackServer.ReadAsync(request));
        requests.Enqueue(sent);
        if (Silence is { } silence)
        {
            await silence.Task;
        }

        if (Redirects)
        {
            context.Response.Headers["Location"] = request.RawUrl;
        }

        var (status, body) = sent switch
        {
            _ when Redirects => (307, ""),
            { Headers: var all } when string.IsNullOrEmpty(all.GetValueOrDefault("User-Agent")) => (403, "Request blocked"),
            { Method: "POST", Target: TokenPath } => Token(sent),
            { Method: "POST", Target: SendPath } => Send(sent),
            _ => (404, "{}"),
        };
        await LoopbackServer.WriteAsync(context.Response, status, "application/json", body);
    }

    private (int Status, string Body) Token(SentRequest sent)
    {
        var expected = ApiKeys.Select(key => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{key}"))}");
        if (!expected.Contains(sent.Headers.GetValueOrDefault("Authorization")) || !sent.Body.Split('&').Contains("grant_type=client_credentials"))
        {
            return (401, """{"error":"invalid_client"}""");
        }

        var token = $"token-{Interlocked.Increment(ref issued)}";
        tokens[token] = true;
        return (200, JsonSerializer.Serialize(TokenLifetime is { } seconds
            ? new { access_token = token, token_type = "Bearer", expires_in = (int?)seconds }
            : (object)new { access_token = token }));
    }

    private (int Status, string Body) Send(SentRequest sent)
    {
        if (sent.Headers.GetValueOrDefault("Authorization") is not { } bearer || !tokens.ContainsKey(bearer.Replace("Bearer ", "", StringComparison.Ordinal)))
        {
            return (401, "{}");
        }

        var body = Json(sent.Body);
        var complete = new[] { "email", "location", "language", "externalPayload" }
            .All(name => body.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 });
        return complete && body.GetProperty("externalPayload").GetString()!.Length <= 200 ? (SendStatus ?? 200, "{}") : (400, "{}");
    }
}
