namespace PetShop.IntegrationTests.Auth;

public sealed class LastAdminTests : ShopTest
{
    [Fact]
    public async Task The_last_admin_can_neither_lose_the_role_nor_close_the_account()
    {
        var admin = await Shop.AdminAsync();
        await (await admin.DeleteAsync($"/auth/users/{admin.UserId}/roles/admin"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "last-admin");
        await (await admin.DeleteAsync($"/auth/users/{admin.UserId}"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "last-admin");
        await (await admin.GetAsync("/auth/users")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_admin_can_do_both_if_there_is_another()
    {
        var (admin, second, third) = (await Shop.AdminAsync(), await Shop.SignUpAsync(), await Shop.SignUpAsync());
        await admin.GrantAsync(second);
        await admin.GrantAsync(third);
        await (await second.DeleteAsync($"/auth/users/{second.UserId}/roles/admin")).ShouldBeAsync(HttpStatusCode.OK);
        await (await third.DeleteAsync($"/auth/users/{third.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Theory, InlineData("/roles/admin", "/roles/admin"), InlineData("", ""), InlineData("/roles/admin", "")]
    public async Task If_two_admins_remove_each_other_concurrently_one_stays(string first, string second)
    {
        for (var round = 0; round < 5; round++)
        {
            var admin = await Shop.AdminAsync();
            var other = await Shop.SignUpAsync();
            await admin.GrantAsync(other);
            var answers = await Task.WhenAll(admin.DeleteAsync($"/auth/users/{other.UserId}{first}"),
                other.At(Shop.Node).DeleteAsync($"/auth/users/{admin.UserId}{second}"));
            Assert.Equal(1L, await Shop.Database.ReadAsync<long>(
                "SELECT count(*) FROM user_roles JOIN roles ON roles.id = role_id WHERE name = 'admin'"));
            Assert.Single(answers, answer => answer.IsSuccessStatusCode);
            await Shop.RestoreAsync();
        }
    }
}
