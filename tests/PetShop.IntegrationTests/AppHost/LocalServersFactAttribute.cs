using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;

namespace PetShop.IntegrationTests.AppHost;

/// <summary>A test that starts AppHost as a program on this machine's own servers. Skipped where there are none, and where no <c>/proc</c> tells what still runs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LocalServersFactAttribute : FactAttribute
{
    // An attribute's constructor cannot await.
    private static readonly Lazy<bool> HasPostgres = new(() =>
        PostgresBinaries.FindAsync(CancellationToken.None).GetAwaiter().GetResult().Any(binaries => binaries.IsNewEnough));

    public LocalServersFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || Command.Find("redis-server") is null || !HasPostgres.Value)
            Skip = $"It needs Linux with redis-server and PostgreSQL {PostgresBinaries.OldestMajor} or newer installed.";
    }
}
