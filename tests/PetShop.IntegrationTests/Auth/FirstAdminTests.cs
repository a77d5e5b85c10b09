using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;

namespace PetShop.IntegrationTests.Auth;

public sealed class FirstAdminTests : ShopTest
{
    private const string Password = "sits behind the new counter";

    [Fact]
    public async Task The_first_admin_has_both_roles()
    {
        var me = await (await (await Shop.AdminAsync()).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("""["admin","user"]""", me.GetProperty("roles").GetRawText());
    }

    [Fact]
    public async Task No_first_admin_is_created_if_there_is_an_admin()
    {
        Assert.Equal(AccountSeeder.AdminExists, await SeedAsync(Configured("second")));
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM users"));
    }

    [Fact]
    public async Task The_configured_first_admin_is_created_once()
    {
        await ForgetAdminAsync();
        var node = Configured("keeper");
        Assert.Equal(AccountSeeder.AdminCreated, await SeedAsync(node));
        Assert.Equal(AccountSeeder.AdminExists, await SeedAsync(node));
        var keeper = await Buyer.SignInAsync(node, "keeper", Password);
        await (await keeper.GetAsync("/auth/users")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("keeper@localhost", keeper.Login.GetProperty("user").Text("email"));
    }

    [Fact]
    public async Task No_first_admin_is_created_unless_configured()
    {
        await ForgetAdminAsync();
        Assert.Null(await SeedAsync(Shop.StartNode()));
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM user_roles"));
    }

    [Fact]
    public async Task An_invalid_first_admin_is_refused_with_the_reason()
    {
        await ForgetAdminAsync();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            SeedAsync(Shop.StartNode(("BootstrapAdmin:Username", "keeper"), ("BootstrapAdmin:Password", "short"))));
        Assert.Contains("password: Use 12 to 128 characters", failure.Message, StringComparison.Ordinal);
    }

    private ShopNode Configured(string name) =>
        Shop.StartNode(("BootstrapAdmin:Username", name), ("BootstrapAdmin:Password", Password));

    private Task<int> ForgetAdminAsync() => Shop.Database.ExecuteAsync("""
        DELETE FROM user_roles; DELETE FROM sign_in_networks; DELETE FROM refresh_tokens; DELETE
        FROM sessions; DELETE FROM users
        """);

    /// <returns>The seeder's report.</returns>
    private static async Task<string?> SeedAsync(ShopNode node)
    {
        await using var scope = node.Services.CreateAsyncScope();
        var seeder = scope.ServiceProvider.GetServices<ISeeder>().OfType<AccountSeeder>().Single();
        await seeder.SeedAsync(CancellationToken.None);
        return seeder.Report;
    }
}
