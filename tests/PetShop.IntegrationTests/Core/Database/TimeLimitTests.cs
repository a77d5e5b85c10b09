using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>How long a statement may run and wait, on every connection of a node.</summary>
public sealed class TimeLimitTests : ShopTest
{
    [Fact]
    public async Task Every_connection_has_the_limits_however_often_it_is_used()
    {
        var node = Shop.StartNode(
            ("Database:StatementSeconds", "7"), ("Database:LockSeconds", "3"), ("Database:MaxPoolSize", "3"));
        var database = node.Services.GetRequiredService<NpgsqlDataSource>();
        for (var use = 0; use < 5; use++)
        {
            await using var connection = await database.OpenConnectionAsync();
            await using var another = await database.OpenConnectionAsync();
            Assert.Equal("7s/3s/30s", await LimitsOfAsync(connection));
            Assert.Equal("7s/3s/30s", await LimitsOfAsync(another));
        }
    }

    [Fact]
    public async Task Options_of_the_connection_string_stay()
    {
        var options = new NpgsqlConnectionStringBuilder(Shop.Database.ConnectionString) { Options = "-c work_mem=5MB" };
        var node = Shop.StartNode(
            ("ConnectionStrings:PetShop", options.ConnectionString), ("Database:StatementSeconds", "11"));
        await using var connection = await node.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            "SELECT current_setting('work_mem') || ' ' || current_setting('statement_timeout')", connection);
        Assert.Equal("5MB 11s", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_a_503_and_changes_nothing()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var admin = (await Shop.AdminAsync()).At(Shop.StartNode(("Database:StatementSeconds", "1")));
        await using (await WriteTrigger.CreateAsync(
            Shop.Database, "products", "PERFORM pg_sleep(30);", isDeferred: false))
        {
            var answer = await admin.PatchAsync($"/products/{ball}", new { price = 5 });
            await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.NotNull(answer.Headers.RetryAfter);
        }
        Assert.Equal(9.90m, (await Shop.Catalogue.ReadAsync(ball)).Money("price"));
    }

    [Fact]
    public async Task A_statement_that_waits_too_long_for_a_lock_is_a_503()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var admin = (await Shop.AdminAsync()).At(Shop.StartNode(("Database:LockSeconds", "1")));
        await using var other = new NpgsqlConnection(Shop.Database.ConnectionString);
        await other.OpenAsync();
        await using var holding = await other.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("SELECT id FROM products WHERE id = $1 FOR UPDATE", other, holding)
        {
            Parameters = { new() { Value = ball } },
        })
            await hold.ExecuteScalarAsync();
        var answer = await admin.PatchAsync($"/products/{ball}", new { price = 5 });
        await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.NotNull(answer.Headers.RetryAfter);
        await holding.RollbackAsync();
        await (await admin.PatchAsync($"/products/{ball}", new { price = 5 })).ShouldBeAsync(HttpStatusCode.OK);
    }

    private static async Task<string> LimitsOfAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("""
            SELECT concat_ws('/', current_setting('statement_timeout'), current_setting('lock_timeout'),
            current_setting('idle_in_transaction_session_timeout'))
            """, connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
