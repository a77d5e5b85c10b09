namespace PetShop.IntegrationTests.Auth;

public sealed class ClosureTests : ShopTest
{
    [Fact]
    public async Task Closing_erases_what_is_personal_and_ends_all_sessions()
    {
        var buyer = await Shop.SignUpAsync();
        var phone = await Shop.SignInAsync(buyer.Username);
        var path = $"/auth/users/{buyer.UserId}";
        await (await buyer.PutAsync(path, new { first_name = "Robin", last_name = "Barker", phone = "02079460123" })).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.DeleteAsync(path)).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await buyer.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await phone.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await Shop.Anyone.PostAsync("/auth/refresh", new { refresh_token = phone.RefreshToken })).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await (await Shop.AdminAsync()).GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        var row = await Shop.Database.ReadAsync<string>("SELECT to_json(users)::text FROM users WHERE id = $1", buyer.UserId);
        foreach (var trace in (string[])[buyer.Username, "example.com", "Robin", "Barker", "2079460123", "AQAAAA"])
            Assert.DoesNotContain(trace, row, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_name_and_email_become_free_and_the_password_opens_nothing()
    {
        var buyer = await Shop.SignUpAsync();
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        foreach (var username in (string[])[buyer.Username, buyer.Username + "@example.com", $"closed:{buyer.UserId}"])
            await (await Shop.Anyone.PostAsync("/auth/login", new { username, password = Buyer.UsualPassword })).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-credentials");
        var again = await Shop.SignUpAsync(buyer.Username);
        Assert.NotEqual(buyer.UserId, again.UserId);
    }

    [Fact]
    public async Task An_admin_closes_anothers_account_and_nobody_else_does()
    {
        var (owner, other) = (await Shop.SignUpAsync(), await Shop.SignUpAsync());
        var path = $"/auth/users/{owner.UserId}";
        await (await other.DeleteAsync(path)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await Shop.Anyone.DeleteAsync(path)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await (await Shop.AdminAsync()).DeleteAsync(path)).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await (await Shop.AdminAsync()).DeleteAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_account_that_has_changed_since_it_was_read_is_not_closed()
    {
        var buyer = await Shop.SignUpAsync();
        var path = $"/auth/users/{buyer.UserId}";
        var before = (await buyer.GetAsync(path)).Headers.ETag!.Tag;
        var now = (await buyer.PutAsync(path, new { first_name = "Robin" })).Headers.ETag!.Tag;
        await (await buyer.SendAsync(HttpMethod.Delete, path, null, ("If-Match", before))).ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await buyer.SendAsync(HttpMethod.Delete, path, null, ("If-Match", now))).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_closed_account_is_on_no_list_and_gets_no_role()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(1, (await (await admin.GetAsync("/auth/users")).ShouldBeAsync(HttpStatusCode.OK)).Count("total"));
        await (await admin.PostAsync($"/auth/users/{buyer.UserId}/roles", new { role = "admin" })).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Signing_in_while_the_account_is_closed_leaves_no_session()
    {
        var buyer = await Shop.SignUpAsync();
        var logins = Enumerable.Range(0, 10).Select(_ => Shop.Anyone.PostAsync("/auth/login", new { username = buyer.Username, password = Buyer.UsualPassword })).ToList();
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await Task.WhenAll(logins);
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM sessions WHERE user_id = $1 AND ended_at IS NULL", buyer.UserId));
    }
}
