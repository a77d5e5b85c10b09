using System.Globalization;
using Garnet;
using Garnet.common;
using Microsoft.Extensions.Logging.Abstractions;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>
/// Garnet, a server with Redis's protocol, inside this process: for machines without redis-server. It stores nothing on
/// disk.
/// </summary>
internal sealed class GarnetRedis : IRedisServer
{
    private readonly RedisSettings _settings = new();
    private readonly int _port = FreePort.Take();
    private GarnetServer? _server;

    public string ConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port},password={_settings.Password}");

    public string Description => "Garnet for Redis, embedded";

    public bool CanStop => true;

    /// <exception cref="StartFailure">It did not start.</exception>
    public Task StartAsync(CancellationToken ct)
    {
        try
        {
            _server = new GarnetServer(Arguments(), NullLoggerFactory.Instance);
            _server.Start();
            return Task.CompletedTask;
        }
        catch (GarnetException failure)
        {
            throw new StartFailure($"Garnet did not start: {failure.Message}", failure);
        }
    }

    public Task StopAsync(CancellationToken ct)
    {
        _server?.Dispose();
        _server = null;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => new(StopAsync(CancellationToken.None));

    // Scripts run within transactions. If memory is full, the oldest entries are dropped, because there is no disk
    // storage.
    private string[] Arguments() =>
    [
        "--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1",
        "--auth", "Password", "--password", _settings.Password,
        "--memory", "64m", "--page", "1m", "--index", "8m", "--lua", "true",
        "--lua-transaction-mode", "true", "-q", "true",
    ];
}
