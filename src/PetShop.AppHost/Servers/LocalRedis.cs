using System.Globalization;
using System.Net.Sockets;
using System.Text;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>
/// The machine's redis-server, as a child process on the loopback interface. It stores nothing on disk.
/// </summary>
internal sealed class LocalRedis(string program, DataFolder folder) : IRedisServer
{
    private const string SettingsName = "redis.conf";
    private readonly RedisSettings _settings = new();
    private GuardedProcess? _process;
    private int _port;

    public string ConnectionString => $"127.0.0.1:{_port},password={_settings.Password}";

    public string Description => "Redis, local binaries";

    public bool CanStop => true;

    /// <summary>The server's process; null before the first start.</summary>
    public GuardedProcess? Process => _process;

    /// <exception cref="StartFailure">It did not start: the message has the end of its log.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        var first = _port == 0;
        DataFolder.WritePrivately(folder.PathOf(SettingsName), _settings.File);
        for (var attempt = 1; ; attempt++)
        {
            if (first) _port = FreePort.Take();
            string[] line =
            [
                program, folder.PathOf(SettingsName), "--port", _port.ToString(CultureInfo.InvariantCulture),
                "--bind", "127.0.0.1", "--dir", folder.FullPath,
            ];
            var log = Path.Combine(folder.Logs, "redis.log");
            _process = GuardedProcess.Start(new GuardedCommand(line, log) { Withheld = ApiVariables.IsSetting });
            if (await AnswersAsync(_process.Exit, ct)) return;
            await StopAsync(ct);
            if (attempt == 5)
                throw new StartFailure($"redis-server did not start:{Environment.NewLine}{_process.LastLines()}");
        }
    }

    public Task StopAsync(CancellationToken ct) => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    // With its password: another server may have got the port meanwhile.
    private async Task<bool> AnswersAsync(Task serverExit, CancellationToken ct)
    {
        while (!serverExit.IsCompleted)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", _port, ct);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"AUTH {_settings.Password}\r\n"), ct);
                var answer = new byte[3];
                await client.GetStream().ReadExactlyAsync(answer, ct);
                return answer.AsSpan().SequenceEqual("+OK"u8) && !serverExit.IsCompleted;
            }
            catch (Exception notYet) when (notYet is SocketException or IOException)
            {
                await Task.Delay(20, ct);
            }
        }
        return false;
    }
}
