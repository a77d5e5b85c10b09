using System.Collections.Concurrent;
using System.Net.Sockets;

namespace PetShop.IntegrationTests.Contract.Outages;

/// <summary>
/// A TCP proxy to a server that a test can interrupt and restore: to its clients, the server disappears and returns.
/// </summary>
internal sealed class InterruptibleProxy : IAsyncDisposable
{
    private readonly (string Host, int Port) _server;
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private volatile TaskCompletionSource? _hanging;
    private long _sent;
    private long _roundTrips;
    private TcpListener _listener = new(IPAddress.Loopback, 0);

    public InterruptibleProxy(string host, int port)
    {
        _server = (host, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
    }

    /// <summary>Where clients are to connect, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>How many messages clients have sent through it.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>
    /// How often a client has sent something after the server's last answer to it: how often it waited.
    /// </summary>
    public long RoundTrips => Interlocked.Read(ref _roundTrips);

    /// <summary>Breaks all connections and refuses new ones.</summary>
    public void Cut()
    {
        _listener.Stop();
        foreach (var client in _open.Keys)
            client.Close();
        _open.Clear();
    }

    public void Mend()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    /// <summary>
    /// Keeps connections open and accepts new ones, but forwards nothing: the server is frozen, or a router drops all
    /// packets.
    /// </summary>
    public void Hang() => _hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Forwards again, beginning with what was held back.</summary>
    public void Release()
    {
        _hanging?.SetResult();
        _hanging = null;
    }

    public ValueTask DisposeAsync()
    {
        Cut();
        Release();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
                _ = CarryAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped)
            when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port);
            (client.NoDelay, server.NoDelay) = (true, true);
            _open[client] = _open[server] = 0;
            var isAsking = 0;
            await Task.WhenAny(
                CopyAsync(client, server, () =>
                {
                    Interlocked.Increment(ref _sent);
                    if (Interlocked.Exchange(ref isAsking, 1) == 0)
                        Interlocked.Increment(ref _roundTrips);
                }),
                CopyAsync(server, client, () => Volatile.Write(ref isAsking, 0)));
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException
            or InvalidOperationException)
        {
        }
        finally
        {
            client.Dispose();
            _open.TryRemove(client, out _);
            _open.TryRemove(server, out _);
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Action sending)
    {
        var buffer = new byte[16 * 1024];
        while (await from.GetStream().ReadAsync(buffer) is var count && count > 0)
        {
            if (_hanging is { } hanging)
                await hanging.Task;
            sending();
            await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
        }
    }
}
