using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>Examines this machine and its environment.</summary>
internal static class MachineProbe
{
    public static string? ExternalPostgres => Read("ConnectionStrings__PetShop");

    public static string? ExternalRedis => Read("ConnectionStrings__Redis");

    /// <exception cref="StartFailure"><c>PETSHOP_SERVERS</c> has an invalid value.</exception>
    public static MachineCapabilities Look(IReadOnlyList<PostgresBinaries> found)
    {
        var wish = ReadPreference();
        var (postgres, redis) = (ExternalPostgres is not null, ExternalRedis is not null);
        return new MachineCapabilities
        {
            Wish = wish,
            PostgresGiven = postgres,
            RedisGiven = redis,
            DockerAnswers = wish is ServerPreference.Any or ServerPreference.Docker && !(postgres && redis)
                && DockerEngine.Answers(),
            PostgresFound = found.Any(binaries => binaries.IsNewEnough),
            OnlyOldPostgresFound = found is [{ IsNewEnough: false }, ..],
            RedisFound = Command.Find("redis-server") is not null,
            CanApt = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
                && Command.Find("apt-get") is not null,
        };
    }

    private static ServerPreference ReadPreference() => Read("PETSHOP_SERVERS") switch
    {
        null => ServerPreference.Any,
        "docker" => ServerPreference.Docker,
        "local" => ServerPreference.Local,
        "embedded" => ServerPreference.Embedded,
        var other => throw new StartFailure($"PETSHOP_SERVERS={other} is not valid: use docker, local or embedded."),
    };

    private static string? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
