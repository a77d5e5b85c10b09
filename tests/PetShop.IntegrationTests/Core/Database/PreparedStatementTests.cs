using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>Statements are prepared on connections that live long, and are not reset when they change hands.</summary>
public sealed class PreparedStatementTests : ShopTest
{
    private static readonly (string, string) FewConnections = ("Database:MaxPoolSize", "3");

    [Fact]
    public async Task Connections_are_handed_on_with_their_statements_and_nothing_else()
    {
        var node = Shop.StartNode(FewConnections, ("Products:ProductTtl", "00:00:00.001"));
        var (product, buyer) = (await Shop.Catalogue.AddProductAsync(), (await Shop.SignUpAsync()).At(node));
        var admin = (await Shop.AdminAsync()).At(node);
        for (var i = 0; i < 10; i++)
        {
            await (await buyer.GetAsync($"/products/{product}")).ShouldBeAsync(HttpStatusCode.OK);
            await buyer.OrderAsync((product, 1));
            await (await admin.PatchAsync($"/products/{product}", new { name = $"Name {i}" }))
                .ShouldBeAsync(HttpStatusCode.OK);
            await (await admin.PostAsync("/products/brands", new { name = "The same" })).Content.ReadAsStringAsync();
        }
        var database = node.Services.GetRequiredService<NpgsqlDataSource>();
        await using NpgsqlConnection first =
            await database.OpenConnectionAsync(), second = await database.OpenConnectionAsync(),
            third = await database.OpenConnectionAsync();
        long prepared = 0;
        foreach (var connection in (NpgsqlConnection[])[first, second, third])
        {
            prepared += await CountAsync(connection, "pg_prepared_statements");
            Assert.Equal(0, await CountAsync(connection, "pg_settings WHERE source = 'session'"));
            Assert.Equal(
                0, await CountAsync(connection, "pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"));
            Assert.Equal(0, await CountAsync(connection, "pg_listening_channels()"));
        }
        Assert.InRange(prepared, 5, long.MaxValue);
    }

    [Fact]
    public async Task A_column_that_is_added_under_a_prepared_statement_costs_a_retry_and_no_error()
    {
        const int Connections = 10;     // more than a request has attempts
        var pool = Connections.ToString(CultureInfo.InvariantCulture);
        var node = Shop.StartNode(("Database:MinPoolSize", pool), ("Database:MaxPoolSize", pool));
        var (admin, products) = ((await Shop.AdminAsync()).At(node), new long[Connections]);
        for (var i = 0; i < Connections; i++)
            products[i] = await Shop.Catalogue.AddProductAsync();
        for (var i = 0; i < 12; i++)
            await Task.WhenAll(products.Select(product => EditAsync(product, $"Name {i}")));
        await Shop.Database.ExecuteAsync("ALTER TABLE products ADD COLUMN of_a_later_version integer");
        try
        {
            await EditAsync(products[0], "Name after it");
        }
        finally
        {
            await Shop.Database.ExecuteAsync("ALTER TABLE products DROP COLUMN of_a_later_version");
        }

        async Task EditAsync(long product, string name) =>
            await (await admin.PatchAsync($"/products/{product}", new { name })).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_prepared_statement_that_connections_have_lost_costs_a_retry_and_no_error()
    {
        var node = Shop.StartNode(FewConnections);
        var (product, buyer) = (await Shop.Catalogue.AddProductAsync(stock: 100), (await Shop.SignUpAsync()).At(node));
        for (var i = 0; i < 12; i++)
            await buyer.OrderAsync((product, 1));
        await LoseStatementsAsync(node);
        await buyer.OrderAsync((product, 1));
        Assert.Equal(87, await Shop.Catalogue.StockOfAsync(product));

        for (var i = 0; i < 12; i++)
            await buyer.CartAsync();
        await LoseStatementsAsync(node);
        // a read is not repeated, but after the first refusal no such connection is used again
        var refused = 0;
        for (var i = 0; i < 8; i++)
        {
            var answer = await buyer.GetAsync($"/sales/carts/{buyer.UserId}");
            if (answer.IsSuccessStatusCode)
                continue;
            await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
            refused++;
        }
        Assert.InRange(refused, 0, 1);
    }

    /// <summary>Removes what the server has prepared, unknown to Npgsql.</summary>
    private static async Task LoseStatementsAsync(ShopNode node)
    {
        var database = node.Services.GetRequiredService<NpgsqlDataSource>();
        await using NpgsqlConnection first =
            await database.OpenConnectionAsync(), second = await database.OpenConnectionAsync(),
            third = await database.OpenConnectionAsync();
        foreach (var connection in (NpgsqlConnection[])[first, second, third])
        {
            await using var lose = new NpgsqlCommand("DEALLOCATE ALL", connection);
            await lose.ExecuteNonQueryAsync();
        }
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string what)
    {
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {what}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
