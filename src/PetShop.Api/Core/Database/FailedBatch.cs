using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PetShop.Api.Core.Database;

/// <summary>
/// Npgsql prepares statements that run often, also within a batch. If such a batch fails, Npgsql no longer knows which
/// of its statements the server has prepared. A later batch on the same connection would then take the answer to one
/// statement for the answer to another ("Received unexpected backend message").
/// </summary>
internal static class FailedBatch
{
    /// <summary>
    /// Forgets what the connection has prepared, after a failure that may have been that of a batch. Call it when the
    /// failed transaction, or a part of it up to a savepoint, has been rolled back.
    /// </summary>
    public static void ForgetPrepared(this PetShopDbContext db)
    {
        if (db.Database.GetDbConnection() is not NpgsqlConnection { State: System.Data.ConnectionState.Open } open)
            return;
        try
        {
            open.UnprepareAll();
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            // The connection is lost, or its transaction cannot go on: the pool does not lend it again.
            NpgsqlConnection.ClearPool(open);
        }
    }
}
