using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Hosting;
using StackExchange.Redis;

namespace PetShop.Api.Core.Cache.Redis;

/// <summary>
/// Opens sessions and keeps them alive in the background: neither startup nor requests wait for Redis here.
/// </summary>
internal sealed partial class RedisSupervisor(
    RedisLink link, RemovalListener listener, NodeRegistry nodes, RedisSessions sessions,
    IOptions<CacheOptions> options, CacheClock clock, ILogger<RedisSupervisor> logger) : BackgroundService
{
    private readonly TaskCompletionSource<IConnectionMultiplexer> _connection =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CacheOptions _options = options.Value;
    private ChannelMessageQueue? _channel;
    private string? _lastFailure;

    /// <summary>The connection, for tracing. It never completes if no Redis is configured.</summary>
    public Task<IConnectionMultiplexer> Connection => _connection.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!link.IsConfigured)
            return;
        using var ticks = new PeriodicTimer(_options.Heartbeat, clock.Time);
        try
        {
            do
                await TickAsync();
            while (await ticks.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (StartupException)
        {
            // The node is stopping.
        }
        if (_connection.Task.IsCompletedSuccessfully)
            await (await _connection.Task).DisposeAsync();
    }

    private async Task TickAsync()
    {
        var session = link.Session;
        if (session is null && !link.MayTry())
            return;
        try
        {
            await (session is null ? OpenAsync() : KeepAliveAsync(session));
            _lastFailure = null;
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or StartupException))
        {
            if (session is not null)
                link.Failed(session, failure);
            else if (_lastFailure != failure.GetType().Name)
                LogUnreachable(failure.Message);
            _lastFailure = failure.GetType().Name;
        }
    }

    private async Task OpenAsync()
    {
        var connection = await ConnectAsync();
        await sessions.RequireSingleAsync(connection);
        _channel ??= await ListenAsync(connection);
        var session = await sessions.OpenAsync(connection);
        var rejoined = listener.RejoinAsync();
        await session.SendHeartbeatAsync(Beat());
        await rejoined.WaitAsync(5 * _options.OperationTimeout, clock.Time);
        await link.AdoptAsync(session);
    }

    private async Task KeepAliveAsync(RedisSession session)
    {
        if (listener.Silence > 2 * _options.Lease)
            link.End(session, "The node does not receive its own heartbeats.");
        await session.SendHeartbeatAsync(Beat());
        link.Succeeded();
    }

    private string Beat() =>
        string.Create(CultureInfo.InvariantCulture,
            $"{clock.Now}\t{JsonSerializer.Serialize(nodes.OwnStatistics, CacheJson.Default.NodeFigures)}");

    private async Task<IConnectionMultiplexer> ConnectAsync()
    {
        if (_connection.Task.IsCompletedSuccessfully)
            return await _connection.Task;
        var settings = ConfigurationOptions.Parse(link.ConnectionString!);
        settings.AbortOnConnectFail = false;
        settings.AllowAdmin = true;                         // needed for INFO
        // while it is unavailable, operations fail at once instead of waiting
        settings.BacklogPolicy = BacklogPolicy.FailFast;
        settings.ReconnectRetryPolicy = new LinearRetry(500);
        settings.ConnectTimeout = Math.Min(settings.ConnectTimeout, 2000);
        settings.AsyncTimeout = Math.Max(1000, (int)(4 * _options.OperationTimeout.TotalMilliseconds));
        var connection = await ConnectionMultiplexer.ConnectAsync(settings);
        _connection.SetResult(connection);
        return connection;
    }

    private async Task<ChannelMessageQueue> ListenAsync(IConnectionMultiplexer connection)
    {
        // The queue preserves the channel's order; the library subscribes again after each reconnect.
        var channel = await connection.GetSubscriber().SubscribeAsync(RedisKeys.Channel(_options.KeyPrefix))
            .WaitAsync(5 * _options.OperationTimeout, clock.Time);
        channel.OnMessage(message => listener.Receive(message.Message));
        return channel;
    }

    [LoggerMessage(LogLevel.Warning, "Redis cannot be used: {Reason}")]
    private partial void LogUnreachable(string reason);
}
