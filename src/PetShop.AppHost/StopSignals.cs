using System.Diagnostics;
using System.Runtime.InteropServices;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost;

/// <summary>
/// Ctrl+C, SIGTERM and closing the terminal request a graceful stop; a second request kills everything at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private const int KilledBySignal = 130;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations;

    public StopSignals()
    {
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
        if (!OperatingSystem.IsWindows()) _ = FollowParentAsync();
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_stop.IsCancellationRequested)
        {
            _ = _stop.CancelAsync();
            return;
        }
        GuardedProcess.KillAll();
        Environment.Exit(KilledBySignal);
    }

    // "dotnet run" forwards signals, but not a kill -9: without this check, an orphaned launcher would keep the port
    // and the data folder.
    private async Task FollowParentAsync()
    {
        using var parent = Process.GetProcessById(GetParentId());
        if (parent.ProcessName != "dotnet") return;
        await parent.WaitForExitAsync();
        await _stop.CancelAsync();
    }

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetParentId();
}
