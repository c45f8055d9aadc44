using System.Net;
using System.Net.Sockets;
using ParentalConsent.Core.Webhooks;

namespace ParentalConsent.Storage.Webhooks;

/// <summary>
/// How webhooks connect: the name is resolved once, every address it has is looked at, and the connection goes to one of those
/// very addresses. A name that answers otherwise the next time (DNS rebinding) changes nothing.
/// </summary>
public class WebhookConnections
{
    /// <summary>HTTP clients keep to what they are given here: no proxy, no redirects, no cookies, no headers of ours for tracing.</summary>
    /// <param name="anywhere">Addresses that are not public will do, too: for test clients.</param>
    public HttpClient CreateClient(bool anywhere) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = async (context, cancellationToken) => await ConnectAsync(context.DnsEndPoint, anywhere, cancellationToken),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    protected virtual Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Dns.GetHostAddressesAsync(host, cancellationToken);

    /// <exception cref="SocketException">Nobody answers there.</exception>
    protected virtual async Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Stream> ConnectAsync(DnsEndPoint endPoint, bool anywhere, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(endPoint.Host, cancellationToken);
        if (!anywhere && !Array.TrueForAll(addresses, PublicAddresses.Contain))
        {
            throw new RefusedAddressException();
        }

        SocketException? fault = null;
        foreach (var address in addresses)
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(address, endPoint.Port), cancellationToken);
            }
            catch (SocketException nobody)
            {
                fault = nobody;
            }
        }

        throw fault ?? new SocketException((int)SocketError.HostNotFound);
    }
}
