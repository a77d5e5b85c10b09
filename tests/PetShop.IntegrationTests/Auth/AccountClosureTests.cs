namespace PetShop.IntegrationTests.Auth;

public sealed class AccountClosureTests : ShopTest
{
    [Fact]
    public async Task Closing_erases_personal_data_and_ends_all_sessions()
    {
        var buyer = await Shop.SignUpAsync();
        var phone = await Shop.SignInAsync(buyer.Username);
        var path = $"/auth/users/{buyer.UserId}";
        await (await buyer.PutAsync(path, new { first_name = "Robin", last_name = "Barker", phone = "02079460123" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.DeleteAsync(path)).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await buyer.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await phone.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await Shop.Anyone.PostAsync("/auth/refresh", new { refresh_token = phone.RefreshToken }))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await (await Shop.AdminAsync()).GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        var row = await Shop.Database.ReadAsync<string>(
            "SELECT to_json(users)::text FROM users WHERE id = $1", buyer.UserId);
        foreach (var trace in (string[])[buyer.Username, "example.com", "Robin", "Barker", "2079460123", "AQAAAA"])
            Assert.DoesNotContain(trace, row, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_name_and_email_become_available_and_the_password_stops_working()
    {
        var buyer = await Shop.SignUpAsync();
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        foreach (var username in (string[])[buyer.Username, buyer.Username + "@example.com", $"closed:{buyer.UserId}"])
            await (await Shop.Anyone.PostAsync("/auth/login", new { username, password = Buyer.DefaultPassword }))
                .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-credentials");
        var again = await Shop.SignUpAsync(buyer.Username);
        Assert.NotEqual(buyer.UserId, again.UserId);
    }

    [Fact]
    public async Task Only_an_admin_can_close_another_account()
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
        await (await buyer.SendAsync(HttpMethod.Delete, path, null, ("If-Match", before)))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await buyer.SendAsync(HttpMethod.Delete, path, null, ("If-Match", now)))
            .ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_closed_account_is_not_listed_and_cannot_get_a_role()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(1, (await (await admin.GetAsync("/auth/users")).ShouldBeAsync(HttpStatusCode.OK)).Count("total"));
        await (await admin.PostAsync($"/auth/users/{buyer.UserId}/roles", new { role = "admin" }))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_owner_closes_without_a_password_only_within_five_minutes_of_signing_in()
    {
        var buyer = await Shop.SignUpAsync();
        var path = $"/auth/users/{buyer.UserId}";
        Shop.Clock.Advance(TimeSpan.FromMinutes(5));
        var refreshed = new Buyer(
            Shop.Node, await (await Shop.Anyone.PostAsync("/auth/refresh", new { refresh_token = buyer.RefreshToken }))
                .ShouldBeAsync(HttpStatusCode.OK));
        foreach (var session in (Buyer[])[buyer, refreshed])
        {
            var refusal = await (await session.DeleteAsync(path))
                .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "sign-in-too-old");
            Assert.Contains($"POST /auth/users/{buyer.UserId}/close", refusal.Text("detail"), StringComparison.Ordinal);
        }
        var again = await Shop.SignInAsync(buyer.Username);
        Shop.Clock.Advance(TimeSpan.FromMinutes(4));
        await (await again.DeleteAsync(path)).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task An_owner_closes_with_the_password_at_any_time()
    {
        var buyer = await Shop.SignUpAsync();
        var path = $"/auth/users/{buyer.UserId}/close";
        Shop.Clock.Advance(TimeSpan.FromMinutes(10));
        await (await buyer.PostAsync(path, new { })).ShouldRejectFieldAsync("current_password");
        await (await buyer.PostAsync(path, new { current_password = "not this password" }))
            .ShouldRejectFieldAsync("current_password");
        await (await buyer.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.PostAsync(path, new { current_password = Buyer.DefaultPassword }))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        await (await buyer.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Wrong_passwords_count_as_failed_sign_ins()
    {
        var buyer = await Shop.SignUpAsync();
        for (var i = 0; i < 10; i++)
            await (await buyer.PostAsync($"/auth/users/{buyer.UserId}/close",
                new { current_password = "not this password" })).ShouldRejectFieldAsync("current_password");
        await (await buyer.PostAsync($"/auth/users/{buyer.UserId}/close",
            new { current_password = Buyer.DefaultPassword })).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Closing_deletes_networks_and_failure_counters()
    {
        var buyer = await Shop.SignUpAsync();
        await Shop.Anyone.PostAsync("/auth/login", new { username = buyer.Username, password = "not this password" });
        await Shop.Anyone.PostAsync("/auth/login",
            new { username = buyer.Username + "@example.com", password = "not this password" });
        await (await (await Shop.AdminAsync())
            .PostAsync($"/auth/users/{buyer.UserId}/password-reset", new { current_password = Admin.FirstPassword }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        foreach (var rows in (string[])[
            "sessions WHERE user_id = $1",
            "refresh_tokens JOIN sessions ON sessions.id = session_id WHERE user_id = $1",
            "sign_in_networks WHERE user_id = $1", "password_resets WHERE user_id = $1",
            "sign_in_attempts WHERE name_hash <> '' AND $1 > 0"])
            Assert.Equal(
                (rows, 0L), (rows, await Shop.Database.ReadAsync<long>($"SELECT count(*) FROM {rows}", buyer.UserId)));
    }

    [Fact]
    public async Task A_refresh_during_closing_leaves_no_session()
    {
        var buyer = await Shop.SignUpAsync();
        var refreshes = Enumerable.Range(0, 10)
            .Select(_ => Shop.Anyone.PostAsync("/auth/refresh", new { refresh_token = buyer.RefreshToken })).ToList();
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        foreach (var answer in await Task.WhenAll(refreshes))
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Unauthorized, $"{answer.StatusCode}");
        Assert.Equal(
            0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM sessions WHERE user_id = $1", buyer.UserId));
    }

    [Fact]
    public async Task A_sign_in_during_closing_leaves_no_session()
    {
        var buyer = await Shop.SignUpAsync();
        var logins = Enumerable.Range(0, 10)
            .Select(_ => Shop.Anyone.PostAsync("/auth/login",
                new { username = buyer.Username, password = Buyer.DefaultPassword })).ToList();
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await Task.WhenAll(logins);
        Assert.Equal(
            0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM sessions WHERE user_id = $1", buyer.UserId));
    }
}
