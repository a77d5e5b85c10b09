using PetShop.AppHost.Machine;

namespace PetShop.IntegrationTests.AppHost;

/// <summary>A test that starts AppHost as a program on this machine's own servers. Skipped where there are none, and where no <c>/proc</c> tells what still runs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LocalServersFactAttribute : FactAttribute
{
    public LocalServersFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || Command.Find("redis-server") is null || !(Command.Find("postgres") is not null || Directory.Exists("/usr/lib/postgresql")))
            Skip = "It needs Linux with PostgreSQL and redis-server installed.";
    }
}
