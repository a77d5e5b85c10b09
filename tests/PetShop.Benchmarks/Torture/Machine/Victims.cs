using System.Net.Sockets;
using System.Text.RegularExpressions;
using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;
using PetShop.Benchmarks.Load.Shops;

namespace PetShop.Benchmarks.Torture.Machine;

/// <summary>PostgreSQL. The errors in its log are counted by SQLSTATE over all its starts.</summary>
internal sealed partial class PostgresVictim(LocalPostgres server) : Victim("PostgreSQL")
{
    private readonly Dictionary<string, int> _errors = [];

    protected override GuardedProcess Process => server.Process;

    /// <summary>How often each SQLSTATE was logged with at least the level ERROR.</summary>
    public IReadOnlyDictionary<string, int> CountErrors()
    {
        var all = new Dictionary<string, int>(_errors);
        Count(all);
        return all;
    }

    protected override Task<bool> TryStartAsync(CancellationToken ct) => server.StartAgainAsync(ct);

    protected override void OnEnded() => Count(_errors);

    private void Count(Dictionary<string, int> errors)
    {
        foreach (var line in LogFile.ReadLines(server.LogFile))
        {
            if (Error().Match(line) is { Success: true } match)
                errors[match.Groups[1].Value] = errors.GetValueOrDefault(match.Groups[1].Value) + 1;
        }
    }

    /// <summary>The log's prefix ends with the SQLSTATE in brackets.</summary>
    [GeneratedRegex(@"\[([0-9A-Z]{5})\] (ERROR|FATAL|PANIC):")]
    private static partial Regex Error();
}

/// <summary>Redis, which keeps nothing.</summary>
internal sealed class RedisVictim(LocalRedis server) : Victim("Redis")
{
    protected override GuardedProcess Process => server.Process!;

    protected override async Task<bool> TryStartAsync(CancellationToken ct)
    {
        await server.StartAsync(ct);
        return true;
    }
}

/// <summary>A node of the shop.</summary>
internal sealed partial class NodeVictim(
    string name, Uri address, Dictionary<string, string> environment, string logs, HttpClient http)
    : Victim(name), IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly ApiBuild _build = ApiBuild.Own;
    private GuardedProcess? _process;
    private int _starts;

    public Uri Address => address;

    protected override GuardedProcess Process => _process!;

    /// <summary>The log of a start; each start has its own.</summary>
    public string LogFile => Path.Combine(logs, $"{Name.Replace(' ', '-')}.{_starts:D3}.log");

    /// <summary>All its logs.</summary>
    public IEnumerable<string> LogFiles => Directory.EnumerateFiles(logs, $"{Name.Replace(' ', '-')}.*.log");

    /// <summary>How many different jobs have run since the last start.</summary>
    public int JobsDone() => AppHost.Machine.LogFile.ReadLines(LogFile).Select(line => JobDone().Match(line))
        .Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct().Count();

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Starts it for the first time.</summary>
    public async Task LaunchAsync(CancellationToken ct)
    {
        while (!await TryStartAsync(ct))
            throw new StartFailure($"{Name} did not start: {_process!.LastLines()}");
    }

    protected override async Task<bool> TryStartAsync(CancellationToken ct)
    {
        _starts++;
        _process = GuardedProcess.Start(new GuardedCommand(
            _build.Api(
                "--urls", address.ToString(), "--Logging:LogLevel:PetShop.Api.Core.Jobs=Debug",
                "--RequestLog:OneIn=1000"), LogFile)
        {
            StopSignal = "TERM",
            Environment = environment,
            WorkingDirectory = _build.Folder,
            Withheld = ApiVariables.IsSetting,
        });
        while (!_process.HasExited)
        {
            if (await AnswersAsync("health/live", ct))
                return true;
            await Task.Delay(Pause, ct);
        }
        return false;
    }

    /// <summary>Waits until the node reports that it is ready.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        while (!await AnswersAsync("health/ready", ct))
            await Task.Delay(Pause, ct);
    }

    private async Task<bool> AnswersAsync(string path, CancellationToken ct)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            using var answer = await http.GetAsync(new Uri(address, path), patience.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    [GeneratedRegex(@"Job (\S+) done in")]
    private static partial Regex JobDone();
}
