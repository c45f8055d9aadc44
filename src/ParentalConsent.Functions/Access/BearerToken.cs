using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Access;

public static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>What stands after <c>Authorization: Bearer</c> (RFC 6750, 2.1); null where there is no such header.</summary>
    public static string? ReadBearerToken(this HttpRequestData request) =>
        request.SingleHeader("Authorization") is { } value && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : null;
}
