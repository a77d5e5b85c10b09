using PetShop.AppHost.Machine;

namespace PetShop.AppHost;

/// <summary>An API process that serves requests.</summary>
internal sealed class ApiNode(IReadOnlyList<Uri> urls, GuardedProcess process) : IAsyncDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan MaxStopWait = TimeSpan.FromSeconds(4);

    /// <summary>The address for a browser on this machine.</summary>
    public Uri Address { get; } =
        new UriBuilder(urls[0]) { Host = urls[0].Host is "[::]" or "0.0.0.0" ? "localhost" : urls[0].Host }.Uri;

    /// <summary>Completes when the process has ended.</summary>
    public Task Exit => process.Exit;

    /// <summary>Waits until the API is ready.</summary>
    /// <exception cref="StartFailure">The process ended, or the API did not become ready in time.</exception>
    public async Task WaitReadyAsync(CancellationToken ct)
    {
        using var straight = new SocketsHttpHandler { UseProxy = false };      // HTTP_PROXY is for other machines
        using var client = new HttpClient(straight) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        var giveUp = Task.Delay(MaxWait, ct);
        while (await WhyNotReadyAsync(client, ct) is { } reason)
        {
            ct.ThrowIfCancellationRequested();
            if (process.HasExited) throw Failure("ended at once");
            if (giveUp.IsCompleted) throw Failure($"did not become ready ({reason})");
            await Task.Delay(100, ct);
        }
    }

    /// <summary>The exception for a failure of this node.</summary>
    public StartFailure Failure(string what) =>
        new($"The shop at {Address} {what}. The end of its log:{Environment.NewLine}{process.LastLines()}");

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync(MaxStopWait);
        await process.DisposeAsync();
    }

    private static async Task<string?> WhyNotReadyAsync(HttpClient client, CancellationToken ct)
    {
        try
        {
            using var answer = await client.GetAsync("health/ready", ct);
            return answer.IsSuccessStatusCode ? null : await answer.Content.ReadAsStringAsync(ct);
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
        {
            return notYet.Message;
        }
    }
}
