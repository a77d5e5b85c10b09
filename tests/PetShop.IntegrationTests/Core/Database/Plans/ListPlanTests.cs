using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PetShop.Api.Auth.Repositories;

namespace PetShop.IntegrationTests.Core.Database.Plans;

/// <summary>
/// No list reads a large table from end to end, neither when PostgreSQL plans with the values nor, for a statement that
/// is prepared, without them. docs/query-plans.md has the plans at a million products.
/// </summary>
public sealed class ListPlanTests : ShopTest
{
    private const int Products = 20_000;
    private const int Orders = 20_000;
    private const int LargeFrom = 3_000;

    private static readonly string[] Public =
    [
        "/products", "/products?sort=name", "/products?sort=-price", "/products?category=food",
        "/products?category=food&sort=price", "/products?category=toys&sort=-name",
        "/products?pet_type=dog&brand=maker-3", "/products?brand=maker-3&sort=price", "/products?pet_type=dog",
        "/products?min_price=10&max_price=11", "/products?min_price=10&max_price=400",
        "/products?min_price=10&max_price=400&category=food&sort=name", "/products?in_stock=true",
        "/products?in_stock=false", "/products?in_stock=false&category=food&sort=price", "/products?q=rope",
        "/products?q=knotted", "/products?q=rope+77", "/products?q=rope&sort=price", "/products?q=knotted&sort=name",
        "/products?q=rope&sort=name", "/products?q=rope&category=food&min_price=10&max_price=90",
        "/products?ids=5&ids=9",
    ];

    private static readonly string[] ForAdmins =
    [
        "/products?is_active=false", "/products?is_active=false&category=food", "/products?low_stock=true",
        "/products?low_stock=true&category=food", "/sales/orders", "/sales/orders?status=pending",
        "/sales/orders?archived=true", "/sales/orders?q=heron", "/sales/orders?q=kennel", "/sales/invoices",
        "/auth/users", "/auth/users?role=admin", "/auth/users?role=user", "/auth/users?q=heron",
        "/sales/orders?user_id=1", "/sales/orders?guest=true", "/sales/orders?guest=false", "/sales/orders?q=LARGE-1",
        "/sales/orders?q=LARGE-77", "/sales/orders?q=LARGE-77&status=pending",
    ];

    private static readonly string[] ForShoppers = ["/sales/orders", "/sales/orders?status=pending", "/sales/invoices"];

    [Fact]
    public async Task No_list_reads_a_large_table_from_end_to_end()
    {
        await LargeShop.FillAsync(Shop, Products, Orders);
        var large = (await Shop.Database.ReadAsync<string[]>(
            "SELECT array_agg(relname::text) FROM pg_class WHERE relkind = 'r' AND reltuples > $1",
            (float)LargeFrom)).ToHashSet();
        Assert.Superset(
            new HashSet<string> { "products", "product_search", "product_stock", "users", "order_lines_" + Month },
            large);
        await using var connection = new NpgsqlConnection(Shop.Database.ConnectionString);
        await connection.OpenAsync();
        using var recorder = new StatementRecorder(connection.Database);
        var (admin, shopper) = (await Shop.AdminAsync(), await Shop.SignUpAsync());
        var faults = new List<string>();
        foreach (var (caller, path) in Public.Select(path => (Shop.Anyone, path))
            .Concat(ForAdmins.Select(path => ((ShopCaller)admin, path)))
            .Concat(ForShoppers.Select(path => ((ShopCaller)shopper, path))))
        {
            recorder.Sent.Clear();
            await (await caller.GetAsync(path)).ShouldBeAsync(HttpStatusCode.OK);
            Assert.Contains(recorder.Sent, IsOfList);
            foreach (var statement in recorder.Sent.Where(IsOfList))
            {
                foreach (var plan in new[]
                {
                    await PlanAsync(connection, statement), await GenericPlanAsync(connection, statement)
                })
                    faults.AddRange(Scanned(plan).Where(large.Contains)
                        .Select(table => $"{path} reads all of {table}:\n{statement.Sql}\n{plan}"));
            }
        }
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    [Fact]
    public async Task Admins_are_found_without_reading_all_accounts()
    {
        await LargeShop.FillAsync(Shop, products: 10, Orders);
        await using var connection = new NpgsqlConnection(Shop.Database.ConnectionString);
        await connection.OpenAsync();
        using var recorder = new StatementRecorder(connection.Database);
        await using var scope = Shop.Services.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleRepository>();
        Assert.Single(await roles.ListAdminsAsync(CancellationToken.None));
        Assert.True(await roles.HasAdminAsync(CancellationToken.None));
        var statements = recorder.Sent.Where(sent => sent.Sql.Contains("user_roles AS")).ToList();
        Assert.True(statements.Count >= 2);
        foreach (var statement in statements)
        {
            Assert.DoesNotContain("user_roles", Scanned(await PlanAsync(connection, statement)));
            Assert.DoesNotContain("user_roles", Scanned(await GenericPlanAsync(connection, statement)));
        }
    }

    /// <summary>Tested on one order after the other, words that few orders have take seconds in a large shop.</summary>
    [Theory, InlineData("heron", 1), InlineData("17", 2)]       // 17 is in too many to find all of them
    public async Task Words_that_few_orders_have_are_looked_up_in_their_index(string words, int count)
    {
        await LargeShop.FillAsync(Shop, products: 10, Orders);
        await using var connection = new NpgsqlConnection(Shop.Database.ConnectionString);
        await connection.OpenAsync();
        using var recorder = new StatementRecorder(connection.Database);
        await (await (await Shop.AdminAsync()).GetAsync("/sales/orders?q=" + words)).ShouldBeAsync(HttpStatusCode.OK);
        var searches = recorder.Sent.Where(sent => IsOfList(sent) && sent.Sql.Contains(" AS words")).ToList();
        Assert.Equal(count, searches.Count);
        foreach (var search in searches)
        {
            foreach (var plan in new[]
            {
                await PlanAsync(connection, search), await GenericPlanAsync(connection, search)
            })
            {
                var scans = Regex.Matches(plan, $@"-> +([A-Z][\w ]+?)(?: using \S+)? on orders_{Month} ");
                Assert.True(scans.Count > 0 && scans.All(scan => scan.Groups[1].Value == "Bitmap Heap Scan"),
                    $"{search.Sql}\n{plan}");
            }
        }
    }

    private static string Month => TimeProvider.System.GetUtcNow().ToString("yyyy_MM", CultureInfo.InvariantCulture);

    private static bool IsOfList(SentStatement statement) =>
        statement.Sql.StartsWith("SELECT", StringComparison.Ordinal)
            && Regex.IsMatch(statement.Sql,
                "(product_search|orders|invoices|users|user_roles) AS|FROM orders WHERE user_id");

    private static IEnumerable<string> Scanned(string plan) =>
        Regex.Matches(plan, @"Seq Scan on (\S+)").Select(match => match.Groups[1].Value);

    private static async Task<string> PlanAsync(NpgsqlConnection connection, SentStatement statement)
    {
        if (statement.Parameters.Count < statement.Places)
            return await GenericPlanAsync(connection, statement);
        await using var command = new NpgsqlCommand("EXPLAIN " + statement.Sql, connection);
        command.Parameters.AddRange(statement.Parameters.Select(p => p.Clone()).ToArray());
        return await ReadAsync(command);
    }

    private static async Task<string> GenericPlanAsync(NpgsqlConnection connection, SentStatement statement)
    {
        var types = statement.Parameters.Count == 0 ? "" : $"({statement.Types})";
        var nulls = statement.Places == 0
            ? ""
            : $"({string.Join(", ", Enumerable.Repeat("NULL", statement.Places))})";
        await using var prepare = new NpgsqlCommand(
            $"DEALLOCATE ALL; SET plan_cache_mode = force_generic_plan; PREPARE list{types} AS {statement.NumberedSql}",
            connection);
        await prepare.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand($"EXPLAIN EXECUTE list{nulls}", connection);
        return await ReadAsync(explain);
    }

    private static async Task<string> ReadAsync(NpgsqlCommand command)
    {
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
