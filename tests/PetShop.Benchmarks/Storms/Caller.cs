using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace PetShop.Benchmarks.Storms;

/// <summary>A client that calls the shop from its own address: the whole of 127.0.0.0/8 is this machine.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="address">The caller's address; 127.0.0.1 if the system does not have that address.</param>
    public Caller(Uri shop, string address, int connections = int.MaxValue)
    {
        _http = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            UseProxy = false,
            ConnectCallback = async (context, ct) => await ConnectAsync(context.DnsEndPoint, address, ct),
        })
        {
            BaseAddress = shop,
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    public void SignInWith(string token) =>
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken ct = default) => _http.GetAsync(path, ct);

    public Task<HttpResponseMessage> PostAsync(string path, object body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> PutAsync(string path, object body) => _http.PutAsJsonAsync(path, body);

    public void Dispose() => _http.Dispose();

    private static async Task<Stream> ConnectAsync(DnsEndPoint shop, string address, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (OperatingSystem.IsLinux())
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(IPAddress.Loopback, shop.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
