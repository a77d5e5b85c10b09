namespace PetShop.AppHost.Machine;

/// <summary>
/// Limits the size of logs that processes keep open: the content of a log that is too long is moved to "….previous". A
/// shop that runs for weeks must not fill the disk.
/// </summary>
internal sealed class LogRotation(string folder, long most = LogRotation.MaxBytes) : IAsyncDisposable
{
    /// <summary>
    /// The size in bytes at which a log is rotated. Each process has at most two such files, plus what it writes in a
    /// second.
    /// </summary>
    public const long MaxBytes = 10 << 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _end = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>Starts to check the logs every second.</summary>
    public LogRotation Start()
    {
        _watching = WatchAsync();
        return this;
    }

    /// <summary>Rotates the logs that are too long.</summary>
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
                // The disk is full, or another process has the file open: retried after a second.
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
            // Stopped.
        }
    }
}
