using Npgsql;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Core.Database;

internal static class OpenTransaction
{
    /// <summary>Runs statements in a transaction that stays open until it is disposed, and is then committed.</summary>
    public static async Task<IAsyncDisposable> OpenTransactionAsync(
        this ShopDatabase database, params string[] statements)
    {
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection, transaction);
            await command.ExecuteNonQueryAsync();
        }
        return new Held(connection, transaction);
    }

    /// <summary>Waits until exactly this many statements wait for a lock.</summary>
    public static Task WaitersAsync(this ShopDatabase database, int count) =>
        Eventually.TrueAsync(async () => await database.ReadAsync<long>("""
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
            """) == count, $"{count} wait");

    private sealed class Held(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.CommitAsync();
            await connection.DisposeAsync();
        }
    }

    /// <summary>
    /// Sends a request while another transaction has changed a row without committing; it commits when the request
    /// waits for it.
    /// </summary>
    /// <param name="change">SQL; <c>$1</c> is the row's id.</param>
    /// <param name="meanwhile">Further work in between.</param>
    public static async Task<HttpResponseMessage> DuringAsync(
        this ShopDatabase database, string change, long id, Func<Task<HttpResponseMessage>> send,
        Func<Task>? meanwhile = null)
    {
        await using var other = new NpgsqlConnection(database.ConnectionString);
        await other.OpenAsync();
        await using var changing = await other.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand(change, other, changing) { Parameters = { new() { Value = id } } })
            await command.ExecuteNonQueryAsync();
        var answer = send();
        await Eventually.TrueAsync(
            async () => await database.ReadAsync<long>("""
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """) > 0, "the request waits");
        if (meanwhile is not null)
            await meanwhile();
        await changing.CommitAsync();
        return await answer;
    }
}
