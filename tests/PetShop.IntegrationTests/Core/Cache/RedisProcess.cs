using System.Diagnostics;
using PetShop.AppHost.Machine;
using StackExchange.Redis;

namespace PetShop.IntegrationTests.Core.Cache;

/// <summary>
/// The test's own redis-server, which can be stopped, killed, frozen and started again on the same port and folder.
/// </summary>
internal sealed class RedisProcess(params string[] settings) : IAsyncDisposable
{
    public const string Program = "redis-server";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("petshop-redis-");
    private readonly int _port = FreePort.Take();
    private Process? _process;

    public string ConnectionString => $"127.0.0.1:{_port}";

    /// <param name="settings">Further settings on its command line.</param>
    public static async Task<RedisProcess> StartNewAsync(params string[] settings)
    {
        var redis = new RedisProcess(settings);
        await redis.StartAsync();
        return redis;
    }

    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(Command.Find(Program)!,
            ["--port", $"{_port}", "--bind", "127.0.0.1", "--dir", _folder.FullName, "--save", "", "--appendonly", "no",
                "--logfile", "redis.log", .. settings]))!;
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            try
            {
                await using var connection = await ConnectAsync();
                return;
            }
            catch (RedisConnectionException) when (patience.Elapsed < TimeSpan.FromMinutes(2))
            {
            }
        }
    }

    /// <summary>Writes its data to disk, like a server with snapshots.</summary>
    public Task SnapshotAsync() => AskAsync("SAVE");

    /// <summary>Breaks every connection that listens to channels, like a network failure.</summary>
    public Task CutListenersAsync() => AskAsync("CLIENT", "KILL", "TYPE", "pubsub");

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>It keeps its connections but does not respond.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    public Task ThawAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Sends it a command.</summary>
    public async Task<RedisResult> AskAsync(string command, params object[] arguments)
    {
        await using var connection = await ConnectAsync();
        return await connection.GetDatabase().ExecuteAsync(command, arguments);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
    }

    private Task<ConnectionMultiplexer> ConnectAsync() =>
        ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions
        {
            EndPoints = { ConnectionString },
            AllowAdmin = true,
            ConnectRetry = 1,
        }).WaitAsync(TimeSpan.FromSeconds(10));
}

/// <summary>A test that needs its own redis-server process; skipped if none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RedisServerFactAttribute : FactAttribute
{
    public RedisServerFactAttribute()
    {
        if (Command.Find(RedisProcess.Program) is null)
            Skip = "There is no redis-server on this machine.";
    }
}
