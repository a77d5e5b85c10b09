using Npgsql;

namespace PetShop.Api.Core.Errors;

/// <summary>Finds PostgreSQL's own error in what EF Core and Npgsql wrap around it, once or twice.</summary>
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

    /// <summary>Rolled back by PostgreSQL for another transaction's sake: a deadlock or a serialization failure. Trying again is safe.</summary>
    public static bool IsConflict(Exception exception) =>
        Find(exception)?.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;
}
