namespace PetShop.AppHost.Servers;

/// <summary>A running server; disposing it stops it.</summary>
internal interface IServer : IAsyncDisposable
{
    /// <summary>As its client library takes it: Npgsql (to the database <c>petshop</c>) or StackExchange.Redis.</summary>
    string ConnectionString { get; }

    /// <summary>What it is and where it came from, for people: "PostgreSQL 15, local binaries".</summary>
    string Description { get; }
}

/// <summary>PostgreSQL; its user may create databases and roles, but where it is one that was given.</summary>
internal interface IPostgresServer : IServer
{
    /// <summary>
    /// The shop's roles in it; null where the one connection string that was given has to do for everything.
    /// </summary>
    PostgresRoles? Roles { get; }

    /// <summary>Where the data live, for people.</summary>
    string Data { get; }

    /// <summary>The subfolder of the data folder that belongs to them; empty where there is none.</summary>
    string DataName { get; }
}

/// <summary>Redis, or what speaks its protocol. It can go away and come back, on the same port, without its data.</summary>
internal interface IRedisServer : IServer
{
    /// <summary>False for a server that is not ours.</summary>
    bool CanStop { get; }

    Task StopAsync(CancellationToken ct);

    Task StartAsync(CancellationToken ct);
}

/// <summary>PostgreSQL named by a connection string: never started, never stopped.</summary>
internal sealed class GivenPostgres(string connectionString) : IPostgresServer
{
    public string ConnectionString => connectionString;

    public string Description => "PostgreSQL by connection string";

    public PostgresRoles? Roles => null;

    public string Data => "in the PostgreSQL that ConnectionStrings__PetShop names";

    public string DataName => "";

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Redis named by a connection string: never started, never stopped.</summary>
internal sealed class GivenRedis(string connectionString) : IRedisServer
{
    public string ConnectionString => connectionString;

    public string Description => "Redis by connection string";

    public bool CanStop => false;

    public Task StopAsync(CancellationToken ct) => throw new NotSupportedException("This Redis is not ours to stop.");

    public Task StartAsync(CancellationToken ct) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
