using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.AppHost.Servers;
using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Core.Observability;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>The nodes' role can serve requests and do nothing else.</summary>
public sealed class PrivilegeTests : ShopTest
{
    private NpgsqlDataSource _nodes = null!;

    private NpgsqlDataSource _owner = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _nodes = NpgsqlDataSource.Create(Shop.Database.NodeConnectionString + ";Pooling=false");
        _owner = NpgsqlDataSource.Create(TestServers.Roles.Owner.In(Shop.Database.ConnectionString) + ";Pooling=false");
    }

    [Fact]
    public async Task It_owns_nothing_and_is_no_superuser()
    {
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM pg_shdepend WHERE refobjid = $1::text::regrole AND deptype = 'o'",
            TestServers.Roles.Nodes.Name));
        Assert.False(await Shop.Database.ReadAsync<bool>("""
            SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls FROM pg_roles
            WHERE rolname = $1
            """, TestServers.Roles.Nodes.Name));
    }

    [Theory]
    [InlineData("CREATE TABLE extra (id int)")]
    [InlineData("CREATE FUNCTION extra() RETURNS int LANGUAGE sql AS 'SELECT 1'")]
    [InlineData("DROP TABLE orders CASCADE")]
    [InlineData("ALTER TABLE products ADD COLUMN extra int")]
    [InlineData("TRUNCATE users CASCADE")]
    [InlineData("""
        CREATE TRIGGER extra BEFORE INSERT
        ON users FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()
        """)]
    [InlineData("DELETE FROM schema_migrations")]
    [InlineData("SELECT setval('time_ordered_id_blocks', 1)")]
    [InlineData("SELECT pg_read_file('/etc/passwd')")]
    [InlineData("COPY users TO PROGRAM 'cat'")]
    [InlineData("CREATE ROLE extra SUPERUSER")]
    [InlineData("ALTER FUNCTION make_month_partition(text, date) RESET search_path")]
    public async Task It_is_refused_what_is_the_owners(string statement) =>
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await RefusedAsync(_nodes, statement)).SqlState);

    [Fact]
    public async Task It_may_not_become_the_owner() =>
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege,
            (await RefusedAsync(_nodes, $"SET ROLE {TestServers.Roles.Owner.Name}")).SqlState);

    [Fact]
    public async Task What_is_made_later_it_may_use_at_once()
    {
        await ExecuteAsync(_owner, "CREATE TABLE later (id bigint); CREATE SEQUENCE later_ids");
        try
        {
            await ExecuteAsync(
                _nodes, "INSERT INTO later VALUES (nextval('later_ids')); UPDATE later SET id = 2; DELETE FROM later");
        }
        finally
        {
            await ExecuteAsync(_owner, "DROP TABLE later; DROP SEQUENCE later_ids");
        }
    }

    [Fact]
    public async Task It_can_create_partitions_that_match_the_ids()
    {
        var month = new DateTimeOffset(TimeProvider.System.GetUtcNow().Year + 2, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await ExecuteAsync(_nodes, $"SELECT make_month_partition('order_events', '{month:yyyy-MM-dd}')");
        var name = $"order_events_{month:yyyy_MM}";
        try
        {
            Assert.Equal(
                $"FOR VALUES FROM ('{TimeOrderedIds.From(month)}') TO ('{TimeOrderedIds.From(month.AddMonths(1))}')",
                await Shop.Database.ReadAsync<string>(
                    "SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE oid = $1::text::regclass", name));
            Assert.Equal(TestServers.Roles.Owner.Name, await Shop.Database.ReadAsync<string>(
                "SELECT relowner::regrole::text FROM pg_class WHERE relname = $1", name));
        }
        finally
        {
            await ExecuteAsync(_owner, $"DROP TABLE {name}");
        }
    }

    [Theory]
    [InlineData("'users', date_trunc('month', now())::date")]
    [InlineData("'orders; DROP TABLE users', date_trunc('month', now())::date")]
    [InlineData("'pg_class', date_trunc('month', now())::date")]
    [InlineData("NULL, date_trunc('month', now())::date")]
    [InlineData("'orders', date_trunc('month', now())::date + 1")]
    [InlineData("'orders', '2019-12-01'")]
    [InlineData("'orders', (date_trunc('month', now()) + interval '6 years')::date")]
    [InlineData("'orders', 'infinity'")]
    [InlineData("'orders', NULL")]
    public async Task It_can_create_nothing_else(string arguments) =>
        Assert.Contains(
            (await RefusedAsync(_nodes, $"SELECT make_month_partition({arguments})")).SqlState,
            (string[])[PostgresErrorCodes.UndefinedTable, PostgresErrorCodes.InvalidParameterValue]);

    [Fact]
    public async Task It_cannot_put_a_table_of_its_own_in_the_owners_way()
    {
        await using var connection = await _nodes.OpenConnectionAsync();
        await using var trick = new NpgsqlCommand(
            """
            CREATE TEMP TABLE mine (id bigint) PARTITION BY RANGE (id);
            CREATE TEMP TABLE pg_partitioned_table AS SELECT 'mine'::regclass::oid AS partrelid,
                'r'::"char" AS partstrat;
            SET search_path = pg_temp, pg_catalog, public;
            SELECT make_month_partition('mine', date_trunc('month', now())::date)
            """,
            connection);
        Assert.Equal(PostgresErrorCodes.UndefinedTable,
            (await Assert.ThrowsAsync<PostgresException>(() => trick.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task No_other_role_can_create_partitions()
    {
        var stranger = new PostgresRole($"petshop_test_stranger_{Environment.ProcessId}", "stranger");
        await TestServers.ExecuteAsync($"CREATE ROLE {stranger.Name} LOGIN PASSWORD '{stranger.Password}'");
        try
        {
            await using var source = NpgsqlDataSource.Create(
                stranger.In(Shop.Database.ConnectionString) + ";Pooling=false");
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege,
                (await RefusedAsync(source, "SELECT make_month_partition('orders', '2020-01-01')")).SqlState);
        }
        finally
        {
            await TestServers.ExecuteAsync($"DROP ROLE {stranger.Name}");
        }
    }

    [Theory]
    [InlineData("INSERT, UPDATE ON carts", "lacks INSERT, UPDATE on carts.")]
    [InlineData("USAGE ON SEQUENCE time_ordered_id_blocks", "lacks USAGE on time_ordered_id_blocks.")]
    [InlineData("EXECUTE ON FUNCTION make_month_partition(text, date)",
        "lacks EXECUTE on make_month_partition(text,date).")]
    public async Task Readiness_says_what_is_missing_and_migrate_gives_it_back(string privilege, string reason)
    {
        await ExecuteAsync(_owner, $"REVOKE {privilege} FROM {TestServers.Roles.Nodes.Name}");
        try
        {
            var said = "";
            // On a busy machine, the check itself may be late and say so.
            await Eventually.TrueAsync(
                async () => (said = await ReasonAsync()).Contains(reason, StringComparison.Ordinal), reason);
            Assert.Contains(
                $"Database__ApplicationRole={TestServers.Roles.Nodes.Name}", said, StringComparison.Ordinal);
        }
        finally
        {
            await TemplateDatabase.MigrateAsync(Shop.Database.ConnectionString);
        }
        await Shop.Node.WhenReadyIsAsync(HttpStatusCode.OK);

        async Task<string> ReasonAsync()
        {
            var unready = await Shop.Node.WhenReadyIsAsync(HttpStatusCode.ServiceUnavailable);
            var report = await unready.ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
            return report.GetProperty("checks").GetProperty("privileges").Text("reason");
        }
    }

    public override async Task DisposeAsync()
    {
        await _nodes.DisposeAsync();
        await _owner.DisposeAsync();
        await base.DisposeAsync();
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static Task<PostgresException> RefusedAsync(NpgsqlDataSource source, string sql) =>
        Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(source, sql));
}
