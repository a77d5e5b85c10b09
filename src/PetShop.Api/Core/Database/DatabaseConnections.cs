using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;

namespace PetShop.Api.Core.Database;

/// <summary>Creates data sources for <c>ConnectionStrings:PetShop</c> with the shop's time limits.</summary>
internal sealed class DatabaseConnections(
    IConfiguration configuration, IOptions<DatabaseOptions> options, ILoggerFactory loggers)
{
    /// <summary>The name of the connection string in the configuration.</summary>
    public const string Name = "PetShop";

    /// <summary>
    /// The shop's transactions never idle. An idle one has lost its node, and its locks block others.
    /// </summary>
    private const string IdleInTransaction = "30s";

    /// <summary>Statements that a connection keeps prepared: more than the shop has that are run often.</summary>
    private const int PreparedStatements = 100;

    private readonly DatabaseOptions _options = options.Value;

    /// <summary>
    /// The pool for requests and jobs. Statements that run often are prepared: parsed once per connection, and planned
    /// a few times. Connections are not reset when they return, because nothing changes their session. The locks that
    /// outlive a transaction are released before, or the connection is closed.
    /// </summary>
    public NpgsqlDataSource OpenPool()
    {
        var connection = Configured();
        connection.MinPoolSize = Math.Min(_options.MinPoolSize, _options.MaxPoolSize);
        connection.MaxPoolSize = _options.MaxPoolSize;
        connection.MaxAutoPrepare = PreparedStatements;
        connection.NoResetOnClose = true;
        return new NpgsqlDataSourceBuilder(connection.ConnectionString) { Name = Name }
            .UseLoggerFactory(loggers).Build();
    }

    /// <summary>
    /// One connection outside the pool, for queries that must not wait for requests and that time out after a few
    /// seconds.
    /// </summary>
    public NpgsqlDataSource OpenOwn(string purpose, int limitSeconds)
    {
        var connection = Configured();
        (connection.MinPoolSize, connection.MaxPoolSize) = (0, 1);
        (connection.Timeout, connection.CommandTimeout, connection.CancellationTimeout) =
            (limitSeconds, limitSeconds, -1);
        connection.ApplicationName = $"petshop-{purpose}";
        return NpgsqlDataSource.Create(connection);
    }

    /// <summary>Unpooled connections.</summary>
    public NpgsqlDataSource OpenUnpooled(string purpose)
    {
        var connection = Configured();
        connection.Pooling = false;
        connection.ApplicationName = $"petshop-{purpose}";
        return NpgsqlDataSource.Create(connection);
    }

    private NpgsqlConnectionStringBuilder Configured()
    {
        var connection = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString(Name)
            ?? throw new InvalidOperationException("No database is configured. Set ConnectionStrings__PetShop, "
                + "such as Host=localhost;Database=petshop;Username=petshop;Password=…"))
        {
            Timeout = _options.ConnectSeconds,
            CommandTimeout = _options.CommandSeconds,
            ApplicationName = "petshop",
        };
        // Startup options apply to the connection from its first statement on; no statement of the shop changes them.
        var limits = string.Create(CultureInfo.InvariantCulture,
            $"-c statement_timeout={_options.StatementSeconds}s -c lock_timeout={_options.LockSeconds}s -c "
            + $"idle_in_transaction_session_timeout={IdleInTransaction}");
        connection.Options = $"{connection.Options} {limits}".TrimStart();
        return connection;
    }
}
