using System.Net;
using System.Net.Sockets;

namespace PetShop.AppHost.Machine;

/// <summary>Checks whether a server can listen on a port.</summary>
internal enum PortState { Free, InUse, Forbidden }

/// <summary>TCP ports of this machine.</summary>
internal static class FreePort
{
    /// <summary>A port that was free a moment ago: the caller must be able to retry with another one.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Whether a server can bind this address's port now.</summary>
    public static PortState StateOf(Uri url) => AddressesOf(url.Host).Max(address => Judge(TryBind(address, url.Port)));

    internal static PortState Judge(SocketError outcome) => outcome switch
    {
        SocketError.Success => PortState.Free,
        // If the machine does not have this address (IPv6 is disabled), nobody listens on it.
        SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported => PortState.Free,
        SocketError.AccessDenied => PortState.Forbidden,
        _ => PortState.InUse,
    };

    private static IPAddress[] AddressesOf(string host) => host switch
    {
        "localhost" => Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback],
        _ => IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [address] : [IPAddress.Any],
    };

    private static SocketError TryBind(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return SocketError.Success;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode;
        }
    }
}
