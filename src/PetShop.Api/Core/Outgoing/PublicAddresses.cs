using System.Net;
using System.Net.Sockets;

namespace PetShop.Api.Core.Outgoing;

/// <summary>
/// Tells addresses of the public internet from those of the shop's own network, which somebody who gives the shop a URL
/// must not reach through it.
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Reserved =
    [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
    }.Select(IPNetwork.Parse)];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    /// <summary>Within <see cref="Global"/>: tunnels that contain an IPv4 address, and documentation.</summary>
    private static readonly IPNetwork[] ReservedV6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    public static bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Array.Exists(Reserved, network => network.Contains(address)),
            AddressFamily.InterNetworkV6 => Global.Contains(address)
                && !Array.Exists(ReservedV6, network => network.Contains(address)),
            _ => false,
        };
    }
}
