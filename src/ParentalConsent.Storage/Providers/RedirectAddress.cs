using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ParentalConsent.Core.Providers;

namespace ParentalConsent.Storage.Providers;

/// <summary>
/// The provider's page with <c>client</c>, <c>reference</c>, <c>expires</c> (seconds since 1970), <c>return</c> and
/// <c>signature</c>: <c>v1.</c> and Base64url of HMAC-SHA-256 over the word redirect and those four, joined by line feeds.
/// </summary>
internal static class RedirectAddress
{
    public static Uri Make(Uri page, string clientId, CheckRequest request, ReadOnlySpan<byte> key)
    {
        var expires = request.Expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = string.Join('\n', "redirect", clientId, request.Reference, expires, request.ReturnTo.AbsoluteUri);
        var signature = System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
        return new UriBuilder(page)
        {
            Query = string.Join(
                '&',
                $"client={Uri.EscapeDataString(clientId)}",
                $"reference={Uri.EscapeDataString(request.Reference)}",
                $"expires={expires}",
                $"return={Uri.EscapeDataString(request.ReturnTo.AbsoluteUri)}",
                $"signature=v1.{signature}"),
        }.Uri;
    }
}
