using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Functions.Http;

/// <summary>What the caller of a page shows of their device. Hashed and compared, never stored or logged as it is.</summary>
internal static class CallerDevice
{
    private const string ForwardedFor = "X-Forwarded-For";

    /// <param name="proxies">
    /// How many trusted servers stand before the app; each appends the address it was called from. What stands further left
    /// in the header, anybody could have written.
    /// </param>
    public static DeviceHint? Of(HttpRequestData request, int proxies)
    {
        if (!request.Headers.TryGetValues(ForwardedFor, out var values))
        {
            return null;
        }

        var addresses = values.SelectMany(value => value.Split(',')).Select(entry => entry.Trim()).ToArray();
        return addresses.Length < proxies
            ? null
            : DeviceHint.Of(WithoutPort(addresses[^proxies]), request.Headers.TryGetValues("User-Agent", out var agent) ? string.Join(' ', agent) : null);
    }

    /// <summary>Azure's front end writes <c>203.0.113.7:4711</c>, and <c>[2001:db8::1]:4711</c>.</summary>
    private static string WithoutPort(string entry) =>
        IPEndPoint.TryParse(entry, out var endPoint) ? endPoint.Address.ToString() : entry;
}
