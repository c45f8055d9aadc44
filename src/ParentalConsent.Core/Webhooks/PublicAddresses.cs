using System.Net;
using System.Net.Sockets;

namespace ParentalConsent.Core.Webhooks;

/// <summary>
/// Which addresses webhooks may go to: those of the public internet. By the registries of special-purpose addresses (RFC 6890),
/// and without the address at which Azure serves its own machines.
/// </summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32",

            // Within what is public of IPv6: tunnels (which hold IPv4 addresses), documentation, benchmarks.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>All that is given out of IPv6; what maps, embeds or translates IPv4 lies outside, and so do local addresses.</summary>
    private static readonly IPNetwork PublicIPv6 = IPNetwork.Parse("2000::/3");

    public static bool Contain(IPAddress address) =>
        (address.AddressFamily is AddressFamily.InterNetwork || (!address.IsIPv4MappedToIPv6 && PublicIPv6.Contains(address)))
        && !Array.Exists(NotPublic, network => network.Contains(address));
}
