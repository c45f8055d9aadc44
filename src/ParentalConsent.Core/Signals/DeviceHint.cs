using System.Net;
using System.Net.Sockets;

namespace ParentalConsent.Core.Signals;

/// <summary>What a browser shows of itself to any server. Compared by keyed hash only, and never stored as it is.</summary>
/// <param name="Network">The whole IPv4 address, which a household shares, or the first 64 bits of an IPv6 address.</param>
/// <param name="Browser">The <c>User-Agent</c>; null where it is not known.</param>
public sealed record DeviceHint(string Network, string? Browser)
{
    private const int NetworkBytes = 8;

    /// <returns>Null where the address is none.</returns>
    public static DeviceHint? Of(string? address, string? userAgent)
    {
        if (!IPAddress.TryParse(address, out var parsed))
        {
            return null;
        }

        var plain = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        var bytes = plain.GetAddressBytes();
        var network = plain.AddressFamily is AddressFamily.InterNetworkV6 ? bytes[..NetworkBytes] : bytes;
        return new DeviceHint(Convert.ToHexStringLower(network), string.IsNullOrWhiteSpace(userAgent) ? null : userAgent.Trim());
    }

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(DeviceHint);
}
