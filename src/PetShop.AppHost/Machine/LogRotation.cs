namespace PetShop.AppHost.Machine;

/// <summary>
/// Bounds the logs of processes that hold them open: what is in one that has grown too long is moved to "….previous",
/// and it begins anew. A shop that is left open for weeks must not fill the disk.
/// </summary>
internal sealed class LogRotation(string folder, long most = LogRotation.Most) : IAsyncDisposable
{
    /// <summary>
    /// A log's size in bytes at which it is rotated: two of them are the most that is kept of each process, and what
    /// it writes in a second.
    /// </summary>
    public const long Most = 10 << 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _end = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>Looks at the logs every second from now on.</summary>
    public LogRotation Start()
    {
        _watching = WatchAsync();
        return this;
    }

    /// <summary>Rotates the logs that have grown too long.</summary>
    public void Rotate()
    {
        if (!Directory.Exists(folder)) return;
        foreach (var log in Directory.EnumerateFiles(folder, "*.log").Where(log => new FileInfo(log).Length > most))
        {
            try
            {
                LogFile.Rotate(log);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // A full disk, or a file that somebody looks at: a second later it is tried again.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token)) Rotate();
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
