using Npgsql;
using PetShop.Api.Core.Hosting;

namespace PetShop.Api.Core.Database;

/// <summary>
/// Detects whether each connection is its own session. Behind a pooler in transaction mode it is not: locks of jobs and
/// of <c>migrate</c>, LISTEN and prepared statements end up on server connections that the next client gets.
/// </summary>
internal sealed partial class PoolingModeCheck(DatabaseConnections connections, ILogger<PoolingModeCheck> logger)
{
    /// <summary>
    /// A pooler with other clients may return the same server connection twice by chance, but not ten times.
    /// </summary>
    private const int Rounds = 10;

    /// <summary>The error code of a pooler that does not know a startup parameter.</summary>
    private const string ProtocolViolation = "08P01";

    private const string NeedsSessions =
        "ConnectionStrings__PetShop leads through a pooler that gives each transaction another server connection. "
        + "The shop needs sessions of its own: connect to PostgreSQL itself, or set the pooler to session mode "
        + "(pgbouncer: pool_mode = session).";

    /// <exception cref="StartupException">The shop cannot run on these connections.</exception>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public async Task EnsureSessionsAsync(CancellationToken ct)
    {
        await using var source = connections.OpenUnpooled("check");
        try
        {
            await using var one = await source.OpenConnectionAsync(ct);
            await using var other = await source.OpenConnectionAsync(ct);
            if (!await AreSessionsAsync(() => ProcessOfAsync(one, ct), () => ProcessOfAsync(other, ct)))
                throw new StartupException(NeedsSessions);
            if (await one.AskAsync<string>("SHOW statement_timeout", ct) is "0")
                LogWithoutLimits();
        }
        catch (PostgresException e) when (e.SqlState == ProtocolViolation)
        {
            throw new StartupException(
                $"A pooler between the shop and PostgreSQL refuses the connection ({e.MessageText}). "
                + "Connect to PostgreSQL itself. Through pgbouncer in session mode, set ignore_startup_parameters = "
                + "options, and the time limits with ALTER ROLE … SET statement_timeout and lock_timeout.");
        }
    }

    /// <summary>Checks that a session keeps its server process and shares it with no other session.</summary>
    /// <param name="one">Returns the server process of the first connection.</param>
    /// <param name="other">Returns that of a second connection, which is open at the same time.</param>
    internal static async Task<bool> AreSessionsAsync(Func<Task<int>> one, Func<Task<int>> other)
    {
        var (first, second) = (await one(), await other());
        for (var round = 1; round < Rounds && first != second; round++)
        {
            if (await one() != first || await other() != second)
                return false;
        }
        return first != second;
    }

    private static Task<int> ProcessOfAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.AskAsync<int>("SELECT pg_backend_pid()", ct);

    [LoggerMessage(LogLevel.Warning,
        "Statements have no time limit, because a pooler between the shop and PostgreSQL drops the connection's "
        + "options. Set statement_timeout and lock_timeout for the role: ALTER ROLE … SET statement_timeout = '10s'")]
    private partial void LogWithoutLimits();
}
