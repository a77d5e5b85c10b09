using System.Net;
using System.Net.Sockets;

namespace PetShop.Api.Core.Outgoing;

/// <summary>
/// A client for URLs that somebody else chose. The address is checked when it connects, after its name was looked up:
/// a name that is looked up earlier could have another address by then. It follows no redirects, keeps no cookies and
/// uses no proxy.
/// </summary>
internal static class OutgoingHttp
{
    private const int LongestHeaders = 16;      // KiB

    /// <param name="allowsPrivate">Whether it may connect to addresses of the own network.</param>
    public static HttpMessageInvoker Create(bool allowsPrivate) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = LongestHeaders,
        MaxConnectionsPerServer = 8,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, allowsPrivate, ct),
    });

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, bool allowsPrivate, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Host, ct);
        var allowed = Array.FindAll(addresses, address => allowsPrivate || PublicAddresses.Contains(address));
        if (allowed.Length == 0)
            throw new HttpRequestException(
                HttpRequestError.ConnectionError, "The host has no address on the public internet.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
