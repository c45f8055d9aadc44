using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Storage.Providers;

/// <summary>Access tokens of KWS: OAuth 2.0 client credentials, kept until shortly before they end.</summary>
internal sealed class KwsAccess(ProviderOptions options, ProviderSecrets secrets, HttpClient http, TimeProvider clock)
{
    /// <summary>KWS says that a token may end sooner than it was said to, so none is kept for long.</summary>
    private static readonly TimeSpan LongestUse = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private volatile Token? known;

    /// <param name="again">The last one was refused.</param>
    /// <returns>Null where KWS takes none of our keys.</returns>
    /// <exception cref="HttpRequestException">No answer, or none that makes sense.</exception>
    public async Task<string?> TokenAsync(bool again, CancellationToken cancellationToken)
    {
        if (!again && known is { } last && clock.GetUtcNow() < last.Until)
        {
            return last.Value;
        }

        foreach (var key in await secrets.GetAsync(SecretNames.ProviderApiKey(options.Name), again, cancellationToken))
        {
            if (await AskAsync(key, cancellationToken) is { } token)
            {
                known = token;
                return token.Value;
            }
        }

        return null;
    }

    private async Task<Token?> AskAsync(string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.TokenUrl);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{key}")));
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", "verification")]);
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        var json = CallbackJson.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return json.Text("access_token") is { Length: > 0 } value
            ? new Token(value, clock.GetUtcNow() + Use(json.Seconds("expires_in")))
            : throw new HttpRequestException("The answer holds no access token.");
    }

    private static TimeSpan Use(int? lifetime) =>
        TimeSpan.FromSeconds(lifetime ?? 0) - Margin is var use && use > LongestUse ? LongestUse : use;

    private sealed record Token(string Value, DateTimeOffset Until)
    {
        /// <summary>Says nothing, so that no log or trace can.</summary>
        public override string ToString() => nameof(Token);
    }
}
