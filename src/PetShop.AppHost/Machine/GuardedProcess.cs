using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PetShop.AppHost.Machine;

/// <summary>A command to run, and how to stop it.</summary>
internal sealed record GuardedCommand(IReadOnlyList<string> Line, string LogFile)
{
    /// <summary>The signal for a graceful stop.</summary>
    public string StopSignal { get; init; } = "INT";

    /// <summary>
    /// The command for a graceful stop on Windows, which has no such signals; if there is none, the process is killed.
    /// </summary>
    public IReadOnlyList<string> WindowsStop { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The variables of our environment that the process does not inherit.</summary>
    public Predicate<string> Withheld { get; init; } = _ => false;

    public string WorkingDirectory { get; init; } = "";
}

/// <summary>
/// A child process that cannot outlive this one. On Unix, a small shell holds the other end of a pipe: when the pipe
/// closes (stop, crash, kill -9), the shell sends the stop signal. The child has its own session, so that Ctrl+C in the
/// terminal reaches only this process, which controls the order of stopping. On Windows, a job object replaces the
/// pipe.
/// </summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    private const string Guard = """
        umask 077; S=$1; exec >>"$2" 2>&1 3<&0; shift 2
        "$@" 3<&- </dev/null & P=$!
        (read -r _ <&3; kill -"$S" "$P") 2>/dev/null & G=$!
        exec 3<&-
        wait "$P"; R=$?
        kill "$G" 2>/dev/null
        exit "$R"
        """;

    private const int ShownLines = 10;
    private const int KillSignal = 9;
    private static readonly ConcurrentDictionary<GuardedProcess, byte> Running = new();
    private readonly Process _process;
    private readonly GuardedCommand _command;
    private readonly Lazy<Task> _end;

    private GuardedProcess(Process process, GuardedCommand command)
    {
        (_process, _command) = (process, command);
        _end = new(EndAsync);
        Exit = process.WaitForExitAsync();
        Running[this] = 0;
    }

    /// <summary>Completes when the process has ended.</summary>
    public Task Exit { get; }

    /// <summary>
    /// The process id of the shell on Unix, whose child is the command; of the command itself on Windows.
    /// </summary>
    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>
    /// Starts the command. Its output goes to its log file; the log of the previous start is kept as "….previous".
    /// </summary>
    public static GuardedProcess Start(GuardedCommand command)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(command.LogFile)!);
        if (File.Exists(command.LogFile))
            File.Move(command.LogFile, LogFile.PreviousOf(command.LogFile), overwrite: true);
        var windows = OperatingSystem.IsWindows();
        string[] line = windows
            ? [.. command.Line]
            : [.. NewSession(), "/bin/sh", "-c", Guard, "guard", command.StopSignal, command.LogFile, .. command.Line];
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = windows,
            RedirectStandardError = windows,
            WorkingDirectory = command.WorkingDirectory,
        };
        foreach (var name in start.Environment.Keys.Where(name => command.Withheld(name)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in command.Environment) start.Environment[name] = value;
        if (OperatingSystem.IsWindows()) start.CreateNewProcessGroup = true;
        var process = Process.Start(start)!;
        if (OperatingSystem.IsWindows()) WindowsJob.Join(process, command.LogFile);
        return new GuardedProcess(process, command);
    }

    /// <summary>
    /// Asks the process to stop and waits; after <paramref name="patience"/>, it is killed with all its child
    /// processes.
    /// </summary>
    public async Task StopAsync(TimeSpan patience)
    {
        if (!HasExited)
        {
            _process.StandardInput.Close();
            if (OperatingSystem.IsWindows() && _command.WindowsStop.Count > 0)
                await Command.RunAsync(_command.WindowsStop, CancellationToken.None);
            else if (OperatingSystem.IsWindows())
                Kill();
            await Task.WhenAny(Exit, Task.Delay(patience));
        }
        Kill();
        await Exit;
    }

    /// <summary>
    /// The end of the process's output, to show after a failure: without stack traces, which would hide the reason.
    /// </summary>
    public string LastLines()
    {
        if (!File.Exists(_command.LogFile)) return $"(nothing could be written to {_command.LogFile})";
        var lines = LogFile.ReadLines(_command.LogFile)
            .Where(line => !line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        return string.Join(Environment.NewLine, [.. lines.TakeLast(ShownLines), $"(all of it: {_command.LogFile})"]);
    }

    /// <summary>Kills all processes of this kind at once.</summary>
    public static void KillAll()
    {
        foreach (var process in Running.Keys)
        {
            try
            {
                process.Kill();
            }
            catch (InvalidOperationException)
            {
                // It ended and was disposed meanwhile.
            }
        }
    }

    /// <summary>Stops the process. Concurrent calls wait for the same stop.</summary>
    public ValueTask DisposeAsync() => new(_end.Value);

    // KillAll must find the process as long as it may be running, including while it is stopping.
    private async Task EndAsync()
    {
        await StopAsync(TimeSpan.FromSeconds(4));
        Running.TryRemove(this, out _);
        _process.Dispose();
    }

    /// <summary>
    /// On Unix, kills the whole group with one signal. The framework's tree kill suspends each process before it kills
    /// it: if this process ended in between, a suspended server would stay behind and hold its data. PostgreSQL's child
    /// processes have their own sessions and end when it does.
    /// </summary>
    private void Kill()
    {
        if (HasExited) return;
        var isDone = !OperatingSystem.IsWindows() && SendSignal(-_process.Id, KillSignal) == 0;
        if (!isDone) _process.Kill(entireProcessTree: OperatingSystem.IsWindows());
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    private static string[] NewSession() => Command.Find("setsid") is { } setsid
        ? [setsid]
        : ["perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV", "--"];   // macOS has no setsid command, but perl
}
