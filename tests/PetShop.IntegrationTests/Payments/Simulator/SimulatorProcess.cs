using System.Diagnostics;
using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

/// <summary>The simulator as a process of its own, which can be killed.</summary>
internal sealed class SimulatorProcess : IDisposable
{
    private const string Listens = "listens at ";
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(1);
    private readonly Process _process;
    private readonly HttpClient _http = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SimulatorProcess(Process process) => _process = process;

    public StripeClient Client { get; private set; } = null!;

    /// <param name="settings">Environment variables.</param>
    public static async Task<SimulatorProcess> StartAsync(string folder, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "PetShop.PaymentSimulator.dll")])
        {
            RedirectStandardOutput = true,
            Environment = { ["Simulator__Url"] = "http://127.0.0.1:0", ["Simulator__Folder"] = folder },
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var simulator = new SimulatorProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        simulator._process.OutputDataReceived += (_, line) => simulator.Hear(line.Data);
        simulator._process.Exited += (_, _) =>
            simulator._address.TrySetException(new InvalidOperationException("The simulator ended."));
        simulator._process.Start();
        simulator._process.BeginOutputReadLine();
        var address = await simulator._address.Task.WaitAsync(MaxWait);
        var secrets = Path.Combine(folder, "secrets.json");
        simulator.Client = SimulatorHost.ClientOf(address, simulator._http, System.IO.File.Exists(secrets)
            ? Secrets(secrets).GetProperty("api_key").GetString()! : SimulatorHost.ApiKey);
        return simulator;
    }

    /// <summary>Ends the process at once, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public static System.Text.Json.JsonElement Secrets(string file) =>
        System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(System.IO.File.ReadAllText(file));

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        _http.Dispose();
    }

    private void Hear(string? line)
    {
        if (line?.IndexOf(Listens, StringComparison.Ordinal) is >= 0 and var at)
            _address.TrySetResult(new Uri(line[(at + Listens.Length)..]));
    }
}
