using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>Examines this machine and its environment.</summary>
internal static class MachineProbe
{
    public static string? GivenPostgres => Read("ConnectionStrings__PetShop");

    public static string? GivenRedis => Read("ConnectionStrings__Redis");

    /// <exception cref="StartFailure"><c>PETSHOP_SERVERS</c> has an invalid value.</exception>
    public static MachineFacts Look(IReadOnlyList<PostgresBinaries> found)
    {
        var wish = ReadWish();
        var (postgres, redis) = (GivenPostgres is not null, GivenRedis is not null);
        return new MachineFacts
        {
            Wish = wish,
            PostgresGiven = postgres,
            RedisGiven = redis,
            DockerAnswers = wish is ServerWish.Any or ServerWish.Docker && !(postgres && redis) && DockerEngine.Answers(),
            PostgresFound = found.Any(binaries => binaries.IsNewEnough),
            OnlyOldPostgresFound = found is [{ IsNewEnough: false }, ..],
            RedisFound = Command.Find("redis-server") is not null,
            CanApt = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Command.Find("apt-get") is not null,
        };
    }

    private static ServerWish ReadWish() => Read("PETSHOP_SERVERS") switch
    {
        null => ServerWish.Any,
        "docker" => ServerWish.Docker,
        "local" => ServerWish.Local,
        "embedded" => ServerWish.Embedded,
        var other => throw new StartFailure($"PETSHOP_SERVERS={other} is not valid: use docker, local or embedded."),
    };

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
