using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>Where PostgreSQL comes from.</summary>
internal enum PostgresSource { Given, Docker, Local, Apt, Download }

/// <summary>Where Redis comes from; <c>Apt</c> only together with PostgreSQL.</summary>
internal enum RedisSource { Given, Docker, Local, Apt, Garnet }

/// <summary>The value of <c>PETSHOP_SERVERS</c>.</summary>
internal enum ServerPreference { Any, Docker, Local, Embedded }

/// <summary>The facts that the choice depends on.</summary>
internal sealed record MachineCapabilities
{
    public ServerPreference Wish { get; init; }

    /// <summary>ConnectionStrings__PetShop is set.</summary>
    public bool PostgresGiven { get; init; }

    /// <summary>ConnectionStrings__Redis is set.</summary>
    public bool RedisGiven { get; init; }

    /// <summary>A container engine is running.</summary>
    public bool DockerAnswers { get; init; }

    /// <summary>A PostgreSQL that is new enough is installed.</summary>
    public bool PostgresFound { get; init; }

    /// <summary>PostgreSQL is installed, but no version is new enough.</summary>
    public bool OnlyOldPostgresFound { get; init; }

    /// <summary>redis-server is installed.</summary>
    public bool RedisFound { get; init; }

    /// <summary>We are root and the system has apt-get.</summary>
    public bool CanApt { get; init; }
}

/// <summary>Which servers to use: the first row that applies.</summary>
internal sealed record ServerChoice(PostgresSource Postgres, RedisSource Redis)
{
    /// <exception cref="StartFailure">Docker was requested, but no engine is running.</exception>
    public static ServerChoice Create(MachineCapabilities facts)
    {
        if (facts is { Wish: ServerPreference.Docker, DockerAnswers: false }
            and not { PostgresGiven: true, RedisGiven: true })
            throw new StartFailure(
                "PETSHOP_SERVERS=docker, but no container engine is running: start Docker, or leave the variable out.");
        var postgres = ForPostgres(facts);
        return new ServerChoice(postgres, ForRedis(facts, postgres));
    }

    private static PostgresSource ForPostgres(MachineCapabilities facts) => facts switch
    {
        { PostgresGiven: true } => PostgresSource.Given,
        { Wish: ServerPreference.Embedded } => PostgresSource.Download,
        { DockerAnswers: true, Wish: not ServerPreference.Local } => PostgresSource.Docker,
        { PostgresFound: true } => PostgresSource.Local,
        { CanApt: true, OnlyOldPostgresFound: false } => PostgresSource.Apt,
        _ => PostgresSource.Download,
    };

    private static RedisSource ForRedis(MachineCapabilities facts, PostgresSource postgres) => facts switch
    {
        { RedisGiven: true } => RedisSource.Given,
        { Wish: ServerPreference.Embedded } => RedisSource.Garnet,
        { DockerAnswers: true, Wish: not ServerPreference.Local } => RedisSource.Docker,
        { RedisFound: true } => RedisSource.Local,
        _ when postgres == PostgresSource.Apt => RedisSource.Apt,
        _ => RedisSource.Garnet,
    };
}
