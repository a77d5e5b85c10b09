using PetShop.AppHost.Machine;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Sales.Kills;

/// <summary>
/// A node in a process of its own that kills itself at a point and is started again at the same address. It works off
/// its queues; jobs do not run, so that only requests and queues reach the points.
/// </summary>
internal sealed class MortalNode : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("petshop-kills-");
    private readonly Dictionary<string, string> _environment;
    private readonly string _kill;
    private GuardedProcess? _process;

    private MortalNode(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        _kill = Path.Combine(_folder.FullName, "kill");
        _environment = settings.ToDictionary(
            setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value ?? "");
        _environment["Jobs__Enabled"] = "true";
        _environment["Jobs__FirstRunAfter"] = "1.00:00:00";
        _environment["DOTNET_STARTUP_HOOKS"] = typeof(MortalNode).Assembly.Location;
        _environment[KillSwitch.Variable] = _kill;
    }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new Uri($"http://127.0.0.1:{FreePort.Take()}"),
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    public static async Task<MortalNode> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var node = new MortalNode(settings);
        try
        {
            await node.LaunchAsync();
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>It dies the n-th time that it reaches the point, counted from now on.</summary>
    public void KillAt(string point, int count) => KillSwitch.Order(_kill, point, count);

    /// <summary>It lives on, whatever it reaches.</summary>
    public void Spare() => File.Delete(_kill);

    /// <summary>
    /// Starts it again if it was killed, and lets it take up at once what it was doing. It must not end in another way.
    /// </summary>
    /// <returns>Whether it was.</returns>
    public async Task<bool> ReviveAsync(ShopDatabase database)
    {
        if (!_process!.HasExited)
            return false;
        Assert.True(KillSwitch.HasKilled(_kill), "It ended by itself: " + _process.LastLines());
        await _process.DisposeAsync();
        Kills++;
        Spare();
        await database.ExecuteAsync("UPDATE work_items SET available_at = now()");
        await LaunchAsync();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
            await process.DisposeAsync();
        Http.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task LaunchAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "PetShop.Api.dll");
        var process = _process = GuardedProcess.Start(new GuardedCommand(
            ["dotnet", program, "--urls", Http.BaseAddress!.ToString()], Path.Combine(_folder.FullName, "node.log"))
        {
            StopSignal = "KILL",
            Environment = _environment,
            WorkingDirectory = AppContext.BaseDirectory,
            Withheld = ApiVariables.IsSetting,
        });
        await Eventually.TrueAsync(async () => process.HasExited || await IsReadyAsync(), "the node is ready");
        Assert.False(process.HasExited, process.LastLines());
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
