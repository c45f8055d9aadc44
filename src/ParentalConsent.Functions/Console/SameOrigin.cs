using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Links;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Console;

/// <summary>Whether a form was sent by a page of ours.</summary>
public static class SameOrigin
{
    /// <remarks>
    /// Our pages send no referrer, which makes browsers write <c>Origin: null</c>; those say in <c>Sec-Fetch-Site</c> where the
    /// form was. A program that sends neither has no cookie of somebody else's browser either.
    /// </remarks>
    public static bool IsFormOfOurs(this HttpRequestData request, ServiceAddress address)
    {
        if (request.Headers.Contains("Sec-Fetch-Site"))
        {
            return request.SingleHeader("Sec-Fetch-Site") is "same-origin" or "none";
        }

        return !request.Headers.Contains("Origin")
            || request.SingleHeader("Origin") is { } origin && (origin == Origin(request.Url) || origin == Origin(address.BaseUrl));
    }

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
