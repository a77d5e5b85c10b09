using System.Globalization;
using System.Net.Sockets;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>redis-server of this machine, as a child process of ours on the loopback interface. It keeps nothing on disk.</summary>
internal sealed class LocalRedis(string program, DataFolder folder) : IRedisServer
{
    private GuardedProcess? _process;
    private int _port;

    public string ConnectionString => $"127.0.0.1:{_port}";

    public string Description => "Redis, local binaries";

    public bool CanStop => true;

    /// <exception cref="StartFailure">It did not start: the message has the end of its log.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        var first = _port == 0;
        for (var attempt = 1; ; attempt++)
        {
            if (first) _port = FreePort.Take();
            _process = GuardedProcess.Start(new GuardedCommand(
                [
                    program, "--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1",
                    "--save", "", "--appendonly", "no", "--dir", folder.FullPath,
                ],
                Path.Combine(folder.Logs, "redis.log")));
            if (await AnswersAsync(_port, _process.Exit, ct)) return;
            await StopAsync(ct);
            if (attempt == 5) throw new StartFailure($"redis-server did not start:{Environment.NewLine}{_process.LastLines()}");
        }
    }

    public Task StopAsync(CancellationToken ct) => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<bool> AnswersAsync(int port, Task serverExit, CancellationToken ct)
    {
        while (!serverExit.IsCompleted)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port, ct);
                await client.GetStream().WriteAsync("PING\r\n"u8.ToArray(), ct);
                var answer = new byte[5];
                await client.GetStream().ReadExactlyAsync(answer, ct);
                return answer.AsSpan().SequenceEqual("+PONG"u8) && !serverExit.IsCompleted;
            }
            catch (Exception notYet) when (notYet is SocketException or IOException)
            {
                await Task.Delay(20, ct);
            }
        }
        return false;
    }
}
