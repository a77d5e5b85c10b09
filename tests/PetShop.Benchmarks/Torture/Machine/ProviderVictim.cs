using System.Security.Cryptography;
using PetShop.AppHost.Machine;
using PetShop.Benchmarks.Load.Shops;

namespace PetShop.Benchmarks.Torture.Machine;

/// <summary>The simulator that plays the payment provider. It keeps its state, also when it is killed.</summary>
internal sealed class ProviderVictim : Victim, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly string _logs;
    private readonly Dictionary<string, string> _environment;
    private GuardedProcess? _process;
    private int _starts;

    public ProviderVictim(string logs, HttpClient http) : base("the payment provider")
    {
        _logs = logs;
        var address = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        var key = "sk_test_" + RandomNumberGenerator.GetHexString(32);
        var secret = RandomNumberGenerator.GetHexString(32);
        Control = new(address, key, http);
        _environment = new()
        {
            ["Simulator__Url"] = address.GetLeftPart(UriPartial.Authority),
            ["Simulator__Folder"] = Path.Combine(logs, "payments"),
            ["Simulator__ApiKey"] = key,
            ["Simulator__WebhookSecret"] = secret,
        };
        NodeSettings = new Dictionary<string, string>
        {
            ["Stripe__ApiKey"] = key,
            ["Stripe__WebhookSecret"] = secret,
            ["Stripe__Url"] = address.GetLeftPart(UriPartial.Authority),
            ["Stripe__Timeout"] = "00:00:04",
        };
    }

    public ProviderControl Control { get; }

    /// <summary>With these, nodes use it.</summary>
    public IReadOnlyDictionary<string, string> NodeSettings { get; }

    protected override GuardedProcess Process => _process!;

    /// <summary>Starts it for the first time.</summary>
    /// <param name="messages">Where its messages go after each start.</param>
    public async Task LaunchAsync(Uri messages, CancellationToken ct)
    {
        _environment["Simulator__WebhookUrl"] = messages.ToString();
        if (!await TryStartAsync(ct))
            throw new StartFailure($"{Name} did not start: {_process!.LastLines()}");
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override async Task<bool> TryStartAsync(CancellationToken ct)
    {
        _starts++;
        _process = GuardedProcess.Start(new GuardedCommand(
            ApiBuild.Own.PaymentSimulator(), Path.Combine(_logs, $"payments.{_starts:D3}.log"))
        {
            StopSignal = "TERM",
            Environment = _environment,
            WorkingDirectory = ApiBuild.Own.Folder,
            Withheld = ApiVariables.IsSetting,
        });
        while (!_process.HasExited)
        {
            if (await Control.AnswersAsync())
                return true;
            await Task.Delay(Pause, ct);
        }
        return false;
    }
}
