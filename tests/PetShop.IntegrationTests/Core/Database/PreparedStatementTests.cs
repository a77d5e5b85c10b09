using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PetShop.Api.Core.Database;

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

    /// <summary>While batches fail whose statements are being prepared, all others get their own answers.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failed_batches_do_not_spoil_later_ones(bool isInTransaction)
    {
        var node = Shop.StartNode(FewConnections);
        var random = new Random(1);
        var (failed, done) = (0, 0);
        for (var round = 0; round < 1_000; round++)
        {
            var numbers = Enumerable.Range(0, 30).OrderBy(_ => random.Next()).Take(random.Next(1, 6)).ToList();
            var divisor = random.Next(3) == 0 ? 0 : 1;
            await using var scope = node.Services.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
            try
            {
                Assert.Equal(numbers.Where(number => number % 5 > 0), isInTransaction
                    ? await work.CommitAsync(() => SendAsync(work, numbers, divisor), CancellationToken.None)
                    : await SendAsync(work, numbers, divisor));
                done++;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DivisionByZero)
            {
                failed++;
            }
        }
        Assert.True(failed > 50 && done > 500);
    }

    /// <summary>Some statements return no rows, and some fail if the divisor is 0.</summary>
    private static async Task<List<int>> SendAsync(IUnitOfWork work, List<int> numbers, int divisor)
    {
        var batch = work.NewBatch();
        var answers = new List<Deferred<List<int>>>();
        foreach (var number in numbers)
        {
            var sql = System.Runtime.CompilerServices.FormattableStringFactory.Create((number % 5, number % 7) switch
            {
                (0, _) => $"DELETE FROM runtime_settings WHERE key = {{0}}::text || '-{number}'",
                (_, 0) => $"SELECT {number} / {{0}}",
                _ => $"SELECT {number} + 0 * {{0}}",
            }, divisor);
            if (number % 5 == 0)
                batch.Add(sql);
            else
                answers.Add(batch.Query(sql, row => row.GetInt32(0)));
        }
        await batch.SendAsync(CancellationToken.None);
        return [.. answers.SelectMany(answer => answer.Value)];
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
