using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PetShop.IntegrationTests.AppHost;

/// <summary>The launcher as its own process, started like <c>dotnet run</c> does.</summary>
internal sealed class AppHostProgram : IDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource _isOpen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppHostProgram(Process process) => _process = process;

    /// <summary>Its whole output.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    /// <param name="settings">Environment variables.</param>
    public static AppHostProgram Start(string dataFolder, Uri address, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PetShop.AppHost.dll"),
            "--data-dir", dataFolder, "--urls", address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PETSHOP_SERVERS"] = "local" },
        };
        foreach (var given in (string[])["ConnectionStrings__PetShop", "ConnectionStrings__Redis"])
            start.Environment.Remove(given);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var program = new AppHostProgram(new Process { StartInfo = start, EnableRaisingEvents = true });
        program._process.OutputDataReceived += (_, line) => program.Hear(line.Data);
        program._process.ErrorDataReceived += (_, line) => program.Hear(line.Data);
        program._process.Exited += (_, _) =>
            program._isOpen.TrySetException(new InvalidOperationException("AppHost ended."));
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Waits for the text with the shop's addresses.</summary>
    public async Task<AppHostProgram> OpenAsync()
    {
        try
        {
            await _isOpen.Task.WaitAsync(MaxWait);
            return this;
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException($"The shop did not open.{Environment.NewLine}{Said}", e);
        }
    }

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <param name="names">INT is what Ctrl+C sends. Several are sent one after another without a pause.</param>
    public async Task SignalAsync(params string[] names)
    {
        var lines = names.Select(name => string.Create(CultureInfo.InvariantCulture, $"kill -{name} {_process.Id}"));
        using var kill = Process.Start("/bin/sh", ["-c", string.Join(';', lines)]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();        // its child processes end with it
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (_said)
            _said.AppendLine(line);
        if (line?.Contains("Ctrl+C", StringComparison.Ordinal) == true)
            _isOpen.TrySetResult();
    }
}
