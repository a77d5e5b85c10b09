using System.Net;
using System.Net.Sockets;

namespace PetShop.AppHost.Machine;

/// <summary>Whether a server could answer on a port.</summary>
internal enum PortState { Free, InUse, Forbidden }

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
    public static PortState StateOf(Uri url) => AddressesOf(url.Host).Max(address => Judge(TryBind(address, url.Port)));

    internal static PortState Judge(SocketError outcome) => outcome switch
    {
        SocketError.Success => PortState.Free,
        // A machine without this address (IPv6 switched off) has no one listening on it either.
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
