namespace PetShop.AppHost.Servers;

/// <summary>A running server; disposing it stops it.</summary>
internal interface IServer : IAsyncDisposable
{
    /// <summary>
    /// In the form that its client library needs: Npgsql (for the database <c>petshop</c>) or StackExchange.Redis.
    /// </summary>
    string ConnectionString { get; }

    /// <summary>A description for people, including its origin: "PostgreSQL 15, local binaries".</summary>
    string Description { get; }
}

/// <summary>
/// PostgreSQL. Its user may create databases and roles, unless the server was given by a connection string.
/// </summary>
internal interface IPostgresServer : IServer
{
    /// <summary>The shop's roles; null if a single connection string was given for everything.</summary>
    PostgresRoles? Roles { get; }

    /// <summary>Where the data is, for people.</summary>
    string Data { get; }

    /// <summary>The subfolder of the data folder with its data; empty if there is none.</summary>
    string DataName { get; }
}

/// <summary>Redis or a compatible server. It can stop and start again on the same port, without its data.</summary>
internal interface IRedisServer : IServer
{
    /// <summary>False for a server that we did not start.</summary>
    bool CanStop { get; }

    Task StopAsync(CancellationToken ct);

    Task StartAsync(CancellationToken ct);
}

/// <summary>PostgreSQL given by a connection string: never started or stopped.</summary>
internal sealed class ExternalPostgres(string connectionString) : IPostgresServer
{
    public string ConnectionString => connectionString;

    public string Description => "PostgreSQL by connection string";

    public PostgresRoles? Roles => null;

    public string Data => "in the PostgreSQL that ConnectionStrings__PetShop names";

    public string DataName => "";

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Redis given by a connection string: never started or stopped.</summary>
internal sealed class ExternalRedis(string connectionString) : IRedisServer
{
    public string ConnectionString => connectionString;

    public string Description => "Redis by connection string";

    public bool CanStop => false;

    public Task StopAsync(CancellationToken ct) =>
        throw new NotSupportedException("This Redis was not started by the launcher and cannot be stopped.");

    public Task StartAsync(CancellationToken ct) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
