using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>
/// How a Redis of ours is set up: it keeps nothing on disk, never takes more than its share of memory, and opens to
/// those who know a password, as every user of this machine reaches its port. The password goes by a file: a command
/// line can be read by everybody.
/// </summary>
internal sealed class RedisSettings
{
    private const string Memory = "256mb";

    /// <summary>New at each start: it is written nowhere but in the server's configuration.</summary>
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
