using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

internal static class RequestCookies
{
    /// <summary>Cookies of a Cookie header, their values as they were sent.</summary>
    public static IReadOnlyCollection<IHttpCookie> Parse(string header)
    {
        var cookies = new List<IHttpCookie>();
        foreach (var pair in header.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var end = pair.IndexOf('=', StringComparison.Ordinal);
            cookies.Add(end < 0 ? new HttpCookie(pair, "") : new HttpCookie(pair[..end].TrimEnd(), pair[(end + 1)..]));
        }

        return cookies;
    }
}
