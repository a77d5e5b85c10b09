namespace PetShop.IntegrationTests.Auth;

public sealed class UsersTests : ShopTest
{
    [Fact]
    public async Task An_account_is_seen_by_its_owner_and_by_admins()
    {
        var (owner, other) = (await Shop.SignUpAsync(), await Shop.SignUpAsync());
        var path = $"/auth/users/{owner.UserId}";
        Assert.Equal(owner.Username,
            (await (await owner.GetAsync(path)).ShouldBeAsync(HttpStatusCode.OK)).Text("username"));
        Assert.Equal(owner.Username,
            (await (await (await Shop.AdminAsync()).GetAsync(path)).ShouldBeAsync(HttpStatusCode.OK)).Text("username"));
        await (await other.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await Shop.Anyone.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await other.GetAsync("/auth/users/999999")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await (await Shop.AdminAsync()).GetAsync("/auth/users/999999"))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_list_is_for_admins()
    {
        await (await Shop.Anyone.GetAsync("/auth/users")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await (await Shop.SignUpAsync()).GetAsync("/auth/users")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_list_goes_page_by_page_from_the_newest()
    {
        var admin = await Shop.AdminAsync();
        var expected = new List<long>();
        for (var i = 0; i < 7; i++)
            expected.Insert(0, (await Shop.SignUpAsync()).UserId);
        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = await (await admin.GetAsync($"/auth/users?limit=3{(cursor is null ? "" : "&cursor=" + cursor)}"))
                .ShouldBeAsync(HttpStatusCode.OK);
            Assert.Equal(8, page.Count("total"));
            Assert.False(page.GetProperty("total_is_estimate").GetBoolean());
            seen.AddRange(page.Items().Select(user => user.Id()));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
        Assert.Equal(expected, seen[..7]);
        Assert.Equal(8, seen.Count);
    }

    [Fact]
    public async Task Role_and_part_of_a_name_filter()
    {
        var admin = await Shop.AdminAsync();
        var second = await Shop.SignUpAsync("second.keeper");
        var percent = await Shop.SignUpAsync("under_score");
        await Shop.SignUpAsync("underXscore");
        await admin.GrantAsync(second);
        await (await percent.PutAsync($"/auth/users/{percent.UserId}",
            new { first_name = "Zoë", last_name = "50% off" })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["second.keeper", "admin"], await NamesAsync("role=admin"));
        Assert.Equal(["second.keeper"], await NamesAsync("q=COND.K"));
        Assert.Equal(["second.keeper"], await NamesAsync("role=admin&q=keeper%40example"));
        Assert.Equal(["under_score"], await NamesAsync("q=under_s"));
        Assert.Equal(["under_score"], await NamesAsync("q=zo%C3%AB"));
        Assert.Equal(["under_score"], await NamesAsync("q=50%25"));
        Assert.Empty(await NamesAsync("q=%25%25"));
        Assert.Empty(await NamesAsync("q=%5C"));
    }

    [Theory]
    [InlineData("jos\u00E9")]
    [InlineData("Jose\u0301")]
    [InlineData("JOSE")]
    [InlineData("\u00A0jos\u00E9  m\u00DCLL")]
    [InlineData("muller")]
    [InlineData("jose.muller")]
    [InlineData("\uFF4Aose")]
    [InlineData("j\u200Bose")]
    public async Task A_name_is_found_however_it_is_typed(string q)
    {
        var (plain, composed, apart) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.SignUpAsync());
        await Shop.SignUpAsync();
        foreach (var (buyer, first, last) in new[]
        {
            (plain, "Jose", "Muller"), (composed, "Jos\u00E9", "M\u00FCller"), (apart, "Jose\u0301", "Mu\u0308ller")
        })
            await (await buyer.PutAsync($"/auth/users/{buyer.UserId}", new { first_name = first, last_name = last }))
                .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal([apart.Username, composed.Username, plain.Username],
            await NamesAsync("q=" + Uri.EscapeDataString(q)));
    }

    [Fact]
    public async Task Changed_or_erased_names_are_no_longer_found()
    {
        var buyer = await Shop.SignUpAsync("old.friend");
        await (await buyer.PutAsync($"/auth/users/{buyer.UserId}", new { first_name = "Zo\u00EB" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.PutAsync($"/auth/users/{buyer.UserId}", new { first_name = "Ida" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Empty(await NamesAsync("q=zoe"));
        Assert.Equal(["old.friend"], await NamesAsync("q=ida"));
        await (await (await Shop.AdminAsync()).DeleteAsync($"/auth/users/{buyer.UserId}"))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal($"closed {buyer.UserId}",
            await Shop.Database.ReadAsync<string>($"SELECT search_text FROM users WHERE id = {buyer.UserId}"));
    }

    [Theory, InlineData("role=king", "role"), InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit"), InlineData("cursor=forged", "cursor"), InlineData("name=x", "name")]
    public async Task Invalid_parameters_are_named(string query, string field) =>
        await (await (await Shop.AdminAsync()).GetAsync("/auth/users?" + query)).ShouldRejectFieldAsync(field);

    private async Task<List<string>> NamesAsync(string query)
    {
        var page = await (await (await Shop.AdminAsync()).GetAsync("/auth/users?" + query))
            .ShouldBeAsync(HttpStatusCode.OK);
        return [.. page.Items().Select(user => user.Text("username"))];
    }
}
