using PetShop.AppHost.Machine;

namespace PetShop.AppHost;

/// <summary>A program of this machine that plays a service of others.</summary>
/// <param name="Address">Its page.</param>
/// <param name="Settings">With these, the API uses it.</param>
internal sealed record LocalService(
    Uri Address, IReadOnlyDictionary<string, string> Settings, GuardedProcess Process) : IAsyncDisposable
{
    private static readonly TimeSpan MaxStopWait = TimeSpan.FromSeconds(4);

    /// <summary>An address for a page that is free now.</summary>
    public static Uri FreeAddress() => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", FreePort.Take()).Uri;

    public async ValueTask DisposeAsync()
    {
        await Process.StopAsync(MaxStopWait);
        await Process.DisposeAsync();
    }
}
