using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Hosting;
using PetShop.IntegrationTests.Contract.Outages;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>A shop whose connection string leads to a pooler.</summary>
public sealed class PoolerTests : ShopTest
{
    [PgBouncerFact]
    public async Task Behind_one_in_transaction_mode_neither_a_node_starts_nor_migrate_runs()
    {
        await using var pooler = await PgBouncer.StartAsync(Shop.Database.ConnectionString, "transaction");
        var (exitCode, log) = await ShopProgram.RefuseAsync(("ConnectionStrings:PetShop", pooler.ConnectionString));
        Assert.Equal(1, exitCode);
        Assert.Contains("pool_mode = session", log, StringComparison.Ordinal);
        Assert.Equal(1, await TemplateDatabase.TryMigrateAsync(pooler.ConnectionString));
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM pg_locks
            JOIN pg_database ON pg_database.oid = database
            WHERE locktype = 'advisory' AND datname = current_database()
            """));
    }

    [PgBouncerFact]
    public async Task One_that_refuses_the_time_limits_is_named()
    {
        await using var pooler = await PgBouncer.StartAsync(
            Shop.Database.ConnectionString, "session", ignored: "extra_float_digits,search_path");
        var (exitCode, log) = await ShopProgram.RefuseAsync(("ConnectionStrings:PetShop", pooler.ConnectionString));
        Assert.Equal(1, exitCode);
        Assert.Contains("ignore_startup_parameters = options", log, StringComparison.Ordinal);
        Assert.Contains("unsupported startup parameter", log, StringComparison.Ordinal);
    }

    [PgBouncerFact]
    public async Task Behind_one_in_session_mode_the_shop_works_and_says_that_it_has_no_time_limits()
    {
        await using var pooler = await PgBouncer.StartAsync(Shop.Database.ConnectionString, "session");
        var node = Shop.StartNode(("ConnectionStrings:PetShop", pooler.ConnectionString));
        await (await (await Shop.SignUpAsync()).At(node).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Contains(
            node.Log.Lines, line => line.Contains("Statements have no time limit", StringComparison.Ordinal));
        Assert.Equal(0, await TemplateDatabase.TryMigrateAsync(pooler.ConnectionString));
    }

    [PgBouncerFact]
    public async Task A_node_that_starts_while_the_database_is_away_is_looked_at_when_it_comes()
    {
        await using var pooler = await PgBouncer.StartAsync(Shop.Database.ConnectionString, "transaction");
        var through = new Npgsql.NpgsqlConnectionStringBuilder(pooler.ConnectionString);
        await using var line = new InterruptibleProxy(through.Host!, through.Port);
        (through.Host, through.Port) = ("127.0.0.1", line.Port);
        line.Cut();
        var node = Shop.StartNode(("ConnectionStrings:PetShop", through.ConnectionString));
        await (await new ShopCaller(node).GetAsync("/health/live")).ShouldBeAsync(HttpStatusCode.OK);
        var refusal = node.Services.GetRequiredService<StartupGuard>();
        line.Mend();
        await Eventually.TrueAsync(() => refusal.ExitCode == 1, "the node ends");
        Assert.Contains(node.Log.Lines, text => text.Contains("pool_mode = session", StringComparison.Ordinal));
    }
}
