using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;

namespace PetShop.IntegrationTests.AppHost;

/// <summary>
/// A test that starts the launcher with this machine's own servers. Skipped if there are none, or no <c>/proc</c> that
/// shows running processes.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LocalServersFactAttribute : FactAttribute
{
    // An attribute's constructor cannot await.
    private static readonly Lazy<bool> HasPostgres = new(() =>
        PostgresBinaries.FindAsync(CancellationToken.None).GetAwaiter().GetResult()
            .Any(binaries => binaries.IsNewEnough));

    public LocalServersFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || Command.Find("redis-server") is null || !HasPostgres.Value)
            Skip =
                $"It needs Linux with redis-server and PostgreSQL {PostgresBinaries.OldestMajor} or newer installed.";
    }
}
