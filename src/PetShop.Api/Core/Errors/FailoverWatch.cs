using System.Diagnostics;
using Npgsql;

namespace PetShop.Api.Core.Errors;

/// <summary>
/// Empties the pool when the server has become read-only: its connections lead to what was the primary, and new ones to what is. Those in
/// use end when they are given back.
/// </summary>
internal sealed partial class FailoverWatch(NpgsqlDataSource database, ILogger<FailoverWatch> logger)
{
    private static readonly TimeSpan SayAtMostEvery = TimeSpan.FromSeconds(10);
    private long _saidAt;

    /// <summary>To be told of whatever a statement failed with.</summary>
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

    [LoggerMessage(LogLevel.Warning, "PostgreSQL is read-only: all connections are made anew, to find the server that takes writes")]
    private partial void LogEmptied();
}
