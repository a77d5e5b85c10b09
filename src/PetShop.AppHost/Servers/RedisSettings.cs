using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>
/// Settings of a Redis that we start: it stores nothing on disk, limits its memory, and requires a password, because
/// every user of this machine can reach its port. The password is passed in a file, because every user can read command
/// lines.
/// </summary>
internal sealed class RedisSettings
{
    private const string Memory = "256mb";

    /// <summary>New at each start, and stored only in the server's configuration file.</summary>
    public string Password { get; } = DataFolder.NewSecret();

    /// <summary>redis.conf.</summary>
    public string File => $"""
        requirepass {Password}
        maxmemory {Memory}
        maxmemory-policy allkeys-lru
        save ""
        appendonly no
        """ + "\n";
}
