using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.AppHost.Servers;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>How a shop gets its two roles, and how <c>migrate</c> rejects unsuitable ones.</summary>
public sealed class RoleSetupTests : ShopTest
{
    private static readonly string Superuser = $"petshop_test_superuser_{Environment.ProcessId}";
    private static readonly string Member = $"petshop_test_member_{Environment.ProcessId}";

    [Fact]
    public async Task A_shop_that_one_superuser_made_and_served_goes_over_to_two_roles() =>
        await InNewDatabaseAsync(async database =>
        {
            await TemplateDatabase.MigrateAsync(
                database, ("ConnectionStrings:PetShop", database), ("Database:ApplicationRole", ""));
            await TestServers.Roles.CreateAsync(database, CancellationToken.None);
            await TestServers.Roles.CreateAsync(database, CancellationToken.None);
            await TemplateDatabase.MigrateAsync(database);
            await AssertServesAsync(database);
            await using var source = NpgsqlDataSource.Create(database + ";Pooling=false");
            await using var others = source.CreateCommand("""
                SELECT count(*) FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S', 'i')
                    AND relowner::regrole::text <> $1
                """);
            others.Parameters.Add(new() { Value = TestServers.Roles.Owner.Name });
            Assert.Equal(0L, await others.ExecuteScalarAsync());
        });

    [Fact]
    public async Task A_shop_in_a_schema_of_its_own_has_them_too() => await InNewDatabaseAsync(async database =>
    {
        await TestServers.Roles.CreateAsync(database, CancellationToken.None);
        database += ";Search Path=corner";
        await TemplateDatabase.MigrateAsync(database);
        await AssertServesAsync(database);
    });

    [Fact]
    public Task Several_databases_of_one_server_can_get_them_at_once() => InNewDatabaseAsync(one =>
        InNewDatabaseAsync(another => Task.WhenAll(Enumerable.Range(0, 16).Select(number =>
            TestServers.Roles.CreateAsync(number % 2 == 0 ? one : another, CancellationToken.None)))));

    [Fact]
    public async Task One_role_may_do_everything_as_it_always_could() => await InNewDatabaseAsync(async database =>
    {
        await TestServers.Roles.CreateAsync(database, CancellationToken.None);
        await TemplateDatabase.MigrateAsync(database, ("Database:ApplicationRole", ""));
        await AssertServesAsync(TestServers.Roles.Owner.In(database), isChanged: true);
    });

    [Theory]
    [InlineData("nobody_at_all", "it does not exist. Create it: CREATE ROLE nobody_at_all LOGIN PASSWORD '…'")]
    [InlineData("the owner", "migrate connects as it")]
    [InlineData("a superuser", "it is a superuser. Change it: ALTER ROLE")]
    [InlineData("a member", "it is a member of the owner. Change it: REVOKE")]
    public async Task A_role_that_must_not_serve_is_refused_with_what_to_do(string role, string reason)
    {
        await TestServers.ExecuteAsync(
            $"CREATE ROLE {Superuser} SUPERUSER; CREATE ROLE {Member} IN ROLE {TestServers.Roles.Owner.Name}");
        try
        {
            var name = role switch
            {
                "the owner" => TestServers.Roles.Owner.Name,
                "a superuser" => Superuser,
                "a member" => Member,
                _ => role
            };
            Assert.Contains(reason, await RefusalAsync(TestServers.Roles.Owner, ("Database:ApplicationRole", name)),
                StringComparison.Ordinal);
        }
        finally
        {
            await TestServers.ExecuteAsync($"DROP ROLE {Superuser}, {Member}");
        }
    }

    [Fact]
    public async Task A_role_that_may_make_tables_in_the_schema_is_refused()
    {
        await Shop.Database.ExecuteAsync("GRANT CREATE ON SCHEMA public TO PUBLIC");
        var refusal = await RefusalAsync(TestServers.Roles.Owner,
            ("Database:ApplicationRole", TestServers.Roles.Nodes.Name));
        await Shop.Database.ExecuteAsync("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        Assert.Contains("it may create objects in the schema public. Change it: "
            + "REVOKE CREATE ON SCHEMA public FROM PUBLIC", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_as_the_nodes_role_is_refused_by_the_owners_name() => Assert.Contains(
        $"The tables belong to {TestServers.Roles.Owner.Name}, and migrate connects as {TestServers.Roles.Nodes.Name}",
        await RefusalAsync(TestServers.Roles.Nodes), StringComparison.Ordinal);

    private async Task<string> RefusalAsync(PostgresRole role, params (string, string)[] settings)
    {
        var connection = role.In(Shop.Database.ConnectionString);
        var migrate = Shop.StartNode([("ConnectionStrings:PetShop", connection), .. settings]).Services
            .GetRequiredService<MigrateCommand>();
        return (await Assert.ThrowsAsync<InvalidOperationException>(
            () => migrate.MigrateAsync(CancellationToken.None))).Message;
    }

    private async Task AssertServesAsync(string database, bool isChanged = false)
    {
        var node = Shop.StartNode(
            ("ConnectionStrings:PetShop", isChanged ? database : TestServers.Roles.Nodes.In(database)),
            ("Cache:KeyPrefix", Guid.NewGuid().ToString("n")), ("Database:MonthsAhead", "5"));
        await (await new ShopCaller(node).GetAsync("/health/ready")).ShouldBeAsync(HttpStatusCode.OK);
        await Admin.SignInAsync(node);
        await using var scope = node.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PartitionJob>().RunAsync(CancellationToken.None);
        Assert.Empty(
            await node.Services.GetRequiredService<Partitions>().MissingAsync(monthsAhead: 5, CancellationToken.None));
    }

    /// <param name="test">Receives a superuser's connection string.</param>
    private async Task InNewDatabaseAsync(Func<string, Task> test)
    {
        var name = $"petshop_roles_{Guid.NewGuid():n}";
        await TestServers.ExecuteAsync($"CREATE DATABASE {name}");
        try
        {
            await test(await TestServers.ConnectionToAsync(name));
        }
        finally
        {
            await TemplateDatabase.DropAsync(name);
        }
    }
}
