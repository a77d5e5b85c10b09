using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PetShop.AppHost.Machine;

namespace PetShop.Benchmarks.Torture.Machine;

/// <summary>A server that is killed, frozen and restarted, always on the same address.</summary>
internal abstract class Victim(string name)
{
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _gate = new(1);
    private bool _hasEnded;

    public string Name => name;

    /// <summary>
    /// How often the server ended although nobody had stopped it, such as at a start without a database.
    /// </summary>
    public int UnplannedExits { get; private set; }

    /// <summary>When it was killed.</summary>
    public ConcurrentBag<DateTimeOffset> Kills { get; } = [];

    protected abstract GuardedProcess Process { get; }

    /// <returns>False if the process ended instead.</returns>
    protected abstract Task<bool> TryStartAsync(CancellationToken ct);

    /// <summary>Called when the process has ended, before it is started again.</summary>
    protected virtual void OnEnded()
    {
    }

    /// <summary>Kills all its processes at once (SIGKILL), and starts it again after a while.</summary>
    public Task KillAsync(TimeSpan down, CancellationToken ct) => HoldAsync(async () =>
    {
        Kills.Add(TimeProvider.System.GetUtcNow());
        ProcessTree.Send(ProcessTree.ServersBelow(Process.Id), ProcessTree.Kill);
        await EndAsync();
        await Task.Delay(down, ct);
    }, ct);

    /// <summary>Kills one of its child processes, if it has any.</summary>
    public Task KillChildAsync(int choice, CancellationToken ct) => HoldAsync(() =>
    {
        var children = ProcessTree.ServersBelow(Process.Id)[1..];
        if (children.Count > 0)
            ProcessTree.Send([children[choice % children.Count]], ProcessTree.Kill);
        return Task.CompletedTask;
    }, ct);

    /// <summary>Stops it gracefully, and starts it again.</summary>
    public Task RestartAsync(CancellationToken ct) => HoldAsync(StopAsync, ct);

    /// <summary>Suspends all its processes (SIGSTOP) for a while. Connections stay open, and nothing answers.</summary>
    public Task FreezeAsync(TimeSpan time, CancellationToken ct) => HoldAsync(async () =>
    {
        // When the first one is suspended, no more are created.
        ProcessTree.Send(ProcessTree.ServersBelow(Process.Id).Take(1), ProcessTree.Stop);
        var all = ProcessTree.ServersBelow(Process.Id);
        using var thaw = ThawLater(time, all);
        try
        {
            ProcessTree.Send(all, ProcessTree.Stop);
            await Task.Delay(time, ct);
        }
        finally
        {
            ProcessTree.Send(all, ProcessTree.Continue);
            thaw.Kill(entireProcessTree: true);
        }
    }, ct);

    /// <summary>Starts it again if it ended by itself.</summary>
    public Task SuperviseAsync(CancellationToken ct) =>
        _gate.CurrentCount > 0 && IsDown ? HoldAsync(() => Task.CompletedTask, ct) : Task.CompletedTask;

    /// <summary>Stops it gracefully. Not while something else is done to it.</summary>
    public async Task StopAsync()
    {
        if (!_hasEnded)
            await Process.StopAsync(Patience);
        await EndAsync();
    }

    /// <summary>Starts it if it does not run. Not while something else is done to it.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        if (!IsDown)
            return;
        await EndAsync();
        while (true)
        {
            _hasEnded = false;
            if (await TryStartAsync(ct))
                return;
            await EndAsync();
            UnplannedExits++;
            await Task.Delay(BeforeNextTry, ct);
        }
    }

    private bool IsDown => _hasEnded || Process.HasExited;

    private async Task HoldAsync(Func<Task> harm, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (IsDown)
                UnplannedExits++;
            else
                await harm();
            await StartAsync(ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task EndAsync()
    {
        await Process.DisposeAsync();
        if (!_hasEnded)
            OnEnded();
        _hasEnded = true;
    }

    /// <summary>If this process is killed meanwhile, nothing may stay suspended.</summary>
    private static Process ThawLater(TimeSpan time, List<int> processes) => System.Diagnostics.Process.Start("setsid",
    [
        "sh", "-c", "sleep $1; shift; kill -CONT \"$@\" 2>/dev/null", "thaw",
        Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture)),
    ]);
}
