using System.Net;
using ParentalConsent.Core.Webhooks;

namespace ParentalConsent.Functions.Policies;

/// <summary><c>"webhook": { "url" }</c>: where a client's events are delivered.</summary>
internal static class WebhookField
{
    private const int LongestUrl = 500;

    /// <param name="test">The client is marked test: http on loopback will do, and addresses that are not public.</param>
    public static Uri? Read(PolicyNode? field, bool test)
    {
        if (field?.IsObjectOf("url") is not true || field.Field("url") is not { } node || node.Text(LongestUrl) is not { Length: > 0 } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback && test))
            || url is not { UserInfo: "", Fragment: "" })
        {
            node.Problem("must be an address that starts with https://, without user and fragment (http on loopback for a client that is marked test)");
            return null;
        }

        if (!test && (url.IsLoopback || (IPAddress.TryParse(url.DnsSafeHost, out var address) && !PublicAddresses.Contain(address))))
        {
            node.Problem("must lead to the public internet");
            return null;
        }

        return url;
    }
}
