using Npgsql;

namespace PetShop.Api.Core.Errors;

/// <summary>Finds PostgreSQL's error inside the exceptions of EF Core and Npgsql.</summary>
internal static class PostgresErrors
{
    public static PostgresException? Find(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is PostgresException found)
                return found;
        }
        return null;
    }

    /// <summary>
    /// PostgreSQL rolled the transaction back because of another one: a deadlock or a serialization failure. A retry is
    /// safe.
    /// </summary>
    public static bool IsConflict(Exception exception) =>
        Find(exception)?.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>
    /// A prepared statement cannot be used any more: a column was added to its table ("cached plan must not change
    /// result type"), or the connection has lost it, which can happen when the server fails while it is being prepared.
    /// A retry is safe, and succeeds on a connection that has not prepared it.
    /// </summary>
    public static bool IsOutdatedPlan(Exception exception) =>
        Find(exception) is { SqlState: PostgresErrorCodes.FeatureNotSupported, Routine: "RevalidateCachedQuery" }
            or { SqlState: PostgresErrorCodes.InvalidSqlStatementName };

    /// <summary>
    /// The database cannot be reached, is shutting down, is full, has become read-only or took too long: a later
    /// attempt can succeed. If it rejects a statement for another reason, that is a bug in the shop.
    /// </summary>
    public static bool IsUnavailable(Exception exception) => exception switch
    {
        PostgresException e => IsUnavailable(e.SqlState) || IsConflict(e) || IsOutdatedPlan(e),
        NpgsqlException or TimeoutException => true,
        _ => exception.InnerException is { } inner && IsUnavailable(inner),
    };

    /// <summary>The server accepts no writes: it has become a replica or was set to read-only.</summary>
    public static bool IsReadOnly(Exception exception) =>
        Find(exception)?.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction;

    /// <summary>
    /// Classes 08 (connection), 28 and 3D (connection rejected), 53 (resources), 57 (operator, statement_timeout) and
    /// 58 (disk), and the limits on transactions: 25P03 is idle_in_transaction_session_timeout, 25P04
    /// transaction_timeout.
    /// </summary>
    private static bool IsUnavailable(string state) => state[..2] is "08" or "28" or "3D" or "53" or "57" or "58"
        || state is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.LockNotAvailable
            or "25P03" or "25P04";
}
