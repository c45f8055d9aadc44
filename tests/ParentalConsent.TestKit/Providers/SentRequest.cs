namespace ParentalConsent.TestKit.Providers;

/// <summary>What a provider was sent.</summary>
/// <param name="Target">Path and query.</param>
public sealed record SentRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>All of it, for a search.</summary>
    public string Text => $"{Method} {Target}\n{string.Join('\n', Headers.Select(header => $"{header.Key}: {header.Value}"))}\n\n{Body}";
}
