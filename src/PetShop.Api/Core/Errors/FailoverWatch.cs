using System.Diagnostics;
using Npgsql;

namespace PetShop.Api.Core.Errors;

/// <summary>
/// Clears the pool when the server has become read-only: its connections lead to the former primary, and new ones to
/// the current one. Connections in use are closed when they are returned.
/// </summary>
internal sealed partial class FailoverWatch(NpgsqlDataSource database, ILogger<FailoverWatch> logger)
{
    private static readonly TimeSpan SayAtMostEvery = TimeSpan.FromSeconds(10);
    private long _saidAt;

    /// <summary>Call it with every exception of a statement.</summary>
    public void Note(Exception failure)
    {
        if (PostgresErrors.IsReadOnly(failure))
            EmptyPool();
    }

    public void EmptyPool()
    {
        database.Clear();
        var last = Interlocked.Read(ref _saidAt);
        if ((last == 0 || Stopwatch.GetElapsedTime(last) > SayAtMostEvery) && Interlocked.CompareExchange(ref _saidAt, Stopwatch.GetTimestamp(), last) == last)
            LogEmptied();
    }

    [LoggerMessage(LogLevel.Warning, "PostgreSQL is read-only: all connections are reopened to find the writable server")]
    private partial void LogEmptied();
}
