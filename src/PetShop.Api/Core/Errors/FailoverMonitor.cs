using System.Diagnostics;
using Npgsql;

namespace PetShop.Api.Core.Errors;

/// <summary>
/// Clears the pool when the server has become read-only: its connections lead to the former primary, and new ones to
/// the current one. Connections in use are closed when they are returned. It also clears the pool when a connection
/// has an outdated prepared statement, which would fail again each time.
/// </summary>
internal sealed partial class FailoverMonitor(NpgsqlDataSource database, ILogger<FailoverMonitor> logger)
{
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);
    private long _saidAt;

    /// <summary>Call it with every exception of a statement.</summary>
    public void Observe(Exception failure)
    {
        if (PostgresErrors.IsReadOnly(failure))
            EmptyPool();
        else if (PostgresErrors.IsOutdatedPlan(failure))
            database.Clear();
    }

    public void EmptyPool()
    {
        database.Clear();
        var last = Interlocked.Read(ref _saidAt);
        if ((last == 0 || Stopwatch.GetElapsedTime(last) > LogInterval)
            && Interlocked.CompareExchange(ref _saidAt, Stopwatch.GetTimestamp(), last) == last)
            LogEmptied();
    }

    [LoggerMessage(LogLevel.Warning,
        "PostgreSQL is read-only: all connections are reopened to find the writable server")]
    private partial void LogEmptied();
}
