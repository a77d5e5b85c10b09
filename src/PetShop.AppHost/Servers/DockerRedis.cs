using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PetShop.AppHost.Machine;
using Testcontainers.Redis;

namespace PetShop.AppHost.Servers;

/// <summary>
/// Redis in a container, on a port that stays the same when it is stopped and started. It is a cache and stores
/// nothing.
/// </summary>
internal sealed class DockerRedis : IRedisServer
{
    private const string Image = "redis:7-alpine";
    private const string SettingsPath = "/usr/local/etc/redis/redis.conf";
    private readonly RedisSettings _settings = new();
    private readonly string _label;
    private readonly int _port = FreePort.Take();
    private readonly RedisContainer _container;

    /// <param name="folder">A container that a killed start left behind for the same folder is removed.</param>
    public DockerRedis(DataFolder folder)
    {
        _label = folder.IsTemporary ? "temporary" : $"redis:{folder.FullPath}";
        _container = new RedisBuilder(Image)
            .WithLogger(NullLogger.Instance)
            .WithLabel(DockerEngine.Label, _label)
            .WithPortBinding(_port, RedisBuilder.RedisPort)
            .WithResourceMapping(Encoding.ASCII.GetBytes(_settings.File), SettingsPath)
            .WithEnvironment("REDISCLI_AUTH", _settings.Password)     // for the client with which Testcontainers waits
            .WithCommand("redis-server", SettingsPath, "--bind", "0.0.0.0")
            .WithCreateParameterModifier(DockerEngine.KeepPortsPrivate)
            .Build();
    }

    public string ConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"{_container.Hostname}:{_port},password={_settings.Password}");

    public string Description => $"Redis in Docker ({Image})";

    public bool CanStop => true;

    /// <exception cref="StartFailure">The engine could not start it.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        try
        {
            if (_label != "temporary") await DockerEngine.RemoveContainersAsync(_label, ct);
            await _container.StartAsync(ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw DockerEngine.Failure(Image, failure);
        }
    }

    public Task StopAsync(CancellationToken ct) => _container.StopAsync(ct);

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
