using System.Net;
using System.Net.Sockets;

namespace PetShop.AppHost.Machine;

/// <summary>TCP ports of this machine.</summary>
internal static class FreePort
{
    /// <summary>A port that was free a moment ago: whoever binds it must be ready to ask for another one.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Whether a server for this address could bind its port now.</summary>
    public static bool IsFree(Uri url) => AddressesOf(url.Host).All(address => CanBind(address, url.Port));

    private static IPAddress[] AddressesOf(string host) => host switch
    {
        "localhost" => Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback],
        _ => IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [address] : [IPAddress.Any],
    };

    private static bool CanBind(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException failure)
        {
            // A machine without this address (IPv6 switched off) has no one listening on it either.
            return failure.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;
        }
    }
}
