using Npgsql;

namespace PetShop.Api.Core.Jobs;

/// <summary>
/// Ensures that one node at a time runs a job of the shop, with an advisory lock on its own connection, held for the
/// run.
/// </summary>
internal sealed class JobLock(NpgsqlDataSource database)
{
    // The key contains the schema: shops that share a database do not wait for each other.
    private const string Key = "hashtextextended('job:' || coalesce(current_schema(), '') || ':' || $1, 0)";

    /// <returns>Null while another node holds the lock. Disposing releases it, whatever happens to the
    /// connection.</returns>
    public async Task<IAsyncDisposable?> TryTakeAsync(string job, CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        try
        {
            if (await AskAsync(database, connection, $"SELECT pg_try_advisory_lock({Key})", job, ct))
                return new Held(database, connection, job);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        await connection.DisposeAsync();
        return null;
    }

    private static async Task<bool> AskAsync(
        NpgsqlDataSource database, NpgsqlConnection connection, string question, string job, CancellationToken ct)
    {
        try
        {
            await using var command = new NpgsqlCommand(question, connection);
            command.Parameters.Add(new() { Value = job });
            return await command.ExecuteScalarAsync(ct) is true;
        }
        catch
        {
            database.Clear();       // the connection may hold the lock: it must not be used again
            throw;
        }
    }

    private sealed class Held(NpgsqlDataSource database, NpgsqlConnection connection, string job) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                // Without a token: even at shutdown, the connection must not return to the pool with the lock.
                await AskAsync(
                    database, connection, $"SELECT pg_advisory_unlock({Key})", job, CancellationToken.None);
            }
            catch (NpgsqlException)
            {
                // The lock ends with the connection.
            }
            finally
            {
                await connection.DisposeAsync();
            }
        }
    }
}
