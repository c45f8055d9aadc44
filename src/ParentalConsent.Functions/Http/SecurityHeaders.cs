using Microsoft.Azure.Functions.Worker.Http;

namespace ParentalConsent.Functions.Http;

/// <summary>What browsers and proxies are told about our answers.</summary>
public static class SecurityHeaders
{
    private const string PagePolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    private const string ClosedPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string NoFeatures =
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
        + "microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=()";

    /// <summary>For pages: our own styles, scripts and forms; nothing of others, nothing kept, nothing told.</summary>
    public static void AddPageHeaders(this HttpResponseData response, HttpRequestData request)
    {
        response.Headers.Add("Content-Security-Policy", PagePolicy);
        response.Headers.Add("Permissions-Policy", NoFeatures);
        response.Headers.Add("Cross-Origin-Opener-Policy", "same-origin");
        response.Headers.Add("X-Frame-Options", "DENY");
        response.Headers.Add("Cache-Control", "no-store");
        response.AddSharedHeaders(request);
    }

    /// <summary>For a picture that somebody else sent: to be looked at on a page of ours, and to do nothing at all.</summary>
    public static void AddPictureHeaders(this HttpResponseData response, HttpRequestData request)
    {
        response.Headers.Add("Content-Security-Policy", "sandbox; " + ClosedPolicy);
        response.Headers.Add("Cross-Origin-Resource-Policy", "same-origin");
        response.Headers.Add("X-Frame-Options", "DENY");
        response.Headers.Add("Cache-Control", "no-store");
        response.AddSharedHeaders(request);
    }

    /// <summary>For answers to programs.</summary>
    public static void AddApiHeaders(this HttpResponseData response, HttpRequestData request)
    {
        response.Headers.Add("Content-Security-Policy", ClosedPolicy);
        response.Headers.Add("Cache-Control", "no-store");
        response.AddSharedHeaders(request);
    }

    /// <summary>For files that are the same for everybody.</summary>
    public static void AddAssetHeaders(this HttpResponseData response, HttpRequestData request)
    {
        response.Headers.Add("Content-Security-Policy", ClosedPolicy);
        response.Headers.Add("Cross-Origin-Resource-Policy", "same-origin");
        response.Headers.Add("Cache-Control", "public, max-age=300, must-revalidate");
        response.AddSharedHeaders(request);
    }

    /// <summary>For what never changes, as its address is made from it.</summary>
    public static void AddForeverHeaders(this HttpResponseData response, HttpRequestData request)
    {
        response.Headers.Add("Content-Security-Policy", ClosedPolicy);
        response.Headers.Add("Cache-Control", "public, max-age=31536000, immutable");
        response.AddSharedHeaders(request);
    }

    private static void AddSharedHeaders(this HttpResponseData response, HttpRequestData request)
    {
        response.Headers.Add("Referrer-Policy", "no-referrer");
        response.Headers.Add("X-Content-Type-Options", "nosniff");
        response.Headers.Add("X-Robots-Tag", "noindex, nofollow");
        if (request.Url.Scheme == Uri.UriSchemeHttps)
        {
            response.Headers.Add("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }
}
