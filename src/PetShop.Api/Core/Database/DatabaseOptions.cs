namespace PetShop.Api.Core.Database;

/// <summary>Section <c>Database</c>. The connection itself is <c>ConnectionStrings:PetShop</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>Connections kept open; never more than <see cref="MaxPoolSize"/>.</summary>
    public int MinPoolSize { get; set; } = 10;

    /// <summary>
    /// Maximum number of connections. All nodes together must stay below the server's max_connections.
    /// </summary>
    public int MaxPoolSize { get; set; } = 30;

    /// <summary>Seconds to wait for a connection before the request is answered with 503.</summary>
    public int ConnectSeconds { get; set; } = 5;

    /// <summary>
    /// Seconds after which PostgreSQL ends a statement (<c>statement_timeout</c>); the request is answered with 503.
    /// </summary>
    public int StatementSeconds { get; set; } = 10;

    /// <summary>
    /// Seconds that a statement waits for one lock (<c>lock_timeout</c>) before the request is answered with 503.
    /// </summary>
    public int LockSeconds { get; set; } = 5;

    /// <summary>
    /// Seconds that the shop waits for the result of a statement, or of all statements of a batch. More than
    /// <see cref="StatementSeconds"/>, so that for a single statement it only matters if the server does not respond.
    /// </summary>
    public int CommandSeconds { get; set; } = 12;

    /// <summary>
    /// Seconds that <c>migrate</c> waits for another <c>migrate</c>, or for a table that a transaction
    /// holds, before it gives up.
    /// </summary>
    public int MigrateWaitSeconds { get; set; } = 300;

    /// <summary>How many months ahead partitions are created.</summary>
    public int MonthsAhead { get; set; } = 3;

    /// <summary>
    /// The role that the nodes connect as, if it is not the owner: <c>migrate</c> grants it what it needs. Empty for
    /// none.
    /// </summary>
    public string ApplicationRole { get; set; } = "";

    /// <summary>How long a caller waits for data that one connection reads for all callers.</summary>
    public TimeSpan WaitLimit => TimeSpan.FromSeconds(ConnectSeconds);

    public bool IsValid() => MinPoolSize >= 0 && MaxPoolSize > 0 && ConnectSeconds > 0 && MonthsAhead > 0
        && StatementSeconds > 0 && LockSeconds > 0 && CommandSeconds > 0 && MigrateWaitSeconds > 0;
}
