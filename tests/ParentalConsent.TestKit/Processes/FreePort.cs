using System.Net;
using System.Net.Sockets;

namespace ParentalConsent.TestKit.Processes;

public static class FreePort
{
    /// <summary>
    /// A loopback port that was free a moment ago. Another program can still take it first,
    /// so whoever starts a server on it tries again with another one if that fails.
    /// </summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
