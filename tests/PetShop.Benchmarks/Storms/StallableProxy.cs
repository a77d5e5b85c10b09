using System.Net;
using System.Net.Sockets;

namespace PetShop.Benchmarks.Storms;

/// <summary>
/// A TCP proxy to a server that can be stalled. While it is stalled, it accepts connections but nothing is
/// answered, so that the server appears frozen or unreachable to the client. Bytes that were held back are
/// delivered when it resumes.
/// </summary>
internal sealed class StallableProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly (string Host, int Port) _server;
    private volatile TaskCompletionSource _open = Completed();

    public StallableProxy(string host, int port)
    {
        _server = (host, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    /// <summary>The address for clients, on 127.0.0.1.</summary>
    public int Port { get; }

    public void Stall() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void GoOn() => _open.TrySetResult();

    public void Dispose()
    {
        GoOn();
        _listener.Dispose();
    }

    private static TaskCompletionSource Completed()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await _open.Task;
                await server.ConnectAsync(_server.Host, _server.Port);
                await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
            }
            catch (Exception broken) when (broken is SocketException or IOException)
            {
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.GetStream().ReadAsync(buffer) is > 0 and var read)
        {
            await _open.Task;
            await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
