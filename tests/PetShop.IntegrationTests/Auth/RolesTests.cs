namespace PetShop.IntegrationTests.Auth;

public sealed class RolesTests : ShopTest
{
    [Fact]
    public async Task A_role_takes_effect_with_the_next_request_and_the_same_token_on_every_node()
    {
        var (admin, buyer) = (await Shop.AdminAsync(), await Shop.SignUpAsync());
        var other = buyer.At(Shop.StartNode());
        for (var round = 0; round < 3; round++)
        {
            await (await buyer.GetAsync("/auth/users")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
            await (await other.GetAsync("/auth/users")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
            await admin.GrantAsync(buyer);
            await (await other.GetAsync("/auth/users")).ShouldBeAsync(HttpStatusCode.OK);
            await (await buyer.GetAsync("/auth/users")).ShouldBeAsync(HttpStatusCode.OK);
            await admin.RevokeAsync(buyer);
        }
    }

    [Fact]
    public async Task Every_change_answers_with_the_account()
    {
        var (admin, buyer) = (await Shop.AdminAsync(), await Shop.SignUpAsync());
        var path = $"/auth/users/{buyer.UserId}/roles";
        Assert.Equal("""["admin","user"]""", await RolesOfAsync(admin.PostAsync(path, new { role = "admin" })));
        Assert.Equal("""["admin","user"]""", await RolesOfAsync(admin.GetAsync(path)));
        Assert.Equal("""["admin"]""", await RolesOfAsync(admin.DeleteAsync(path, new { role = "user" })));
        Assert.Equal("""["admin","user"]""", await RolesOfAsync(admin.PostAsync(path, new { role = "user" })));
        Assert.Equal("""["user"]""", await RolesOfAsync(admin.DeleteAsync(path + "/admin")));
    }

    [Fact]
    public async Task The_log_says_who_changed_whose_roles_from_what_to_what()
    {
        var (admin, buyer) = (await Shop.AdminAsync(), await Shop.SignUpAsync());
        await admin.GrantAsync(buyer);
        await admin.RevokeAsync(buyer, "user");
        var lines = Shop.Node.Log.Lines.Where(line => line.Contains("changed the roles", StringComparison.Ordinal))
            .ToList();
        Assert.EndsWith($"Account {admin.UserId} changed the roles of account {buyer.UserId} from user to admin+user",
            lines[0], StringComparison.Ordinal);
        Assert.EndsWith($"Account {admin.UserId} changed the roles of account {buyer.UserId} from admin+user to admin",
            lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_based_on_an_old_version_is_refused()
    {
        var (admin, buyer) = (await Shop.AdminAsync(), await Shop.SignUpAsync());
        var path = $"/auth/users/{buyer.UserId}/roles";
        var before = (await admin.GetAsync(path)).Headers.ETag!.Tag;
        var granted = await admin.SendAsync(HttpMethod.Post, path, new { role = "admin" }, ("If-Match", before));
        await granted.ShouldBeAsync(HttpStatusCode.OK);
        foreach (var (method, to, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Post, path, new { role = "user" }),
            (HttpMethod.Delete, path, new { role = "admin" }), (HttpMethod.Delete, path + "/admin", null)
        })
            await (await admin.SendAsync(method, to, body, ("If-Match", before)))
                .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal("""["admin","user"]""", await RolesOfAsync(admin.GetAsync(path)));
        await (await admin.SendAsync(HttpMethod.Delete, path + "/admin", null,
            ("If-Match", $"{before}, {granted.Headers.ETag!.Tag}"))).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Impossible_role_changes_are_refused()
    {
        var (admin, buyer) = (await Shop.AdminAsync(), await Shop.SignUpAsync());
        var path = $"/auth/users/{buyer.UserId}/roles";
        await (await admin.PostAsync(path, new { role = "king" })).ShouldRejectFieldAsync("role");
        await (await admin.PostAsync(path, new { role = "Admin" })).ShouldRejectFieldAsync("role");
        await (await admin.PostAsync(path, new { })).ShouldRejectFieldAsync("role");
        await (await admin.DeleteAsync(path, new { role = "king" })).ShouldRejectFieldAsync("role");
        foreach (var role in (string[])["king", "%20", "ADMIN", "%EF%BD%81dmin", new string('a', 5_000)])
            await (await admin.DeleteAsync($"{path}/{role}"))
                .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await admin.PostAsync(path, new { role = "user" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "role-already-held");
        await (await admin.DeleteAsync(path + "/admin")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await admin.DeleteAsync(path + "/user")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "last-role");
        await (await admin.PostAsync("/auth/users/999999/roles", new { role = "admin" }))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await admin.GetAsync("/auth/users/999999/roles")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_admins_can_manage_roles()
    {
        var buyer = await Shop.SignUpAsync();
        var path = $"/auth/users/{buyer.UserId}/roles";
        foreach (var (caller, status) in new[]
        {
            (Shop.Anyone, HttpStatusCode.Unauthorized), (buyer, HttpStatusCode.Forbidden)
        })
        {
            await (await caller.GetAsync(path)).ShouldBeProblemAsync(status);
            await (await caller.PostAsync(path, new { role = "admin" })).ShouldBeProblemAsync(status);
            await (await caller.DeleteAsync(path, new { role = "user" })).ShouldBeProblemAsync(status);
            await (await caller.DeleteAsync(path + "/user")).ShouldBeProblemAsync(status);
        }
    }

    [Fact]
    public async Task Of_many_concurrent_grants_one_succeeds()
    {
        var (admin, buyer) = (await Shop.AdminAsync(), await Shop.SignUpAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(_ => admin.PostAsync($"/auth/users/{buyer.UserId}/roles", new { role = "admin" })));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(9, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task If_both_roles_are_removed_concurrently_one_stays()
    {
        var (admin, buyer) = (await Shop.AdminAsync(), await Shop.SignUpAsync());
        await admin.GrantAsync(buyer);
        var path = $"/auth/users/{buyer.UserId}/roles/";
        var answers = await Task.WhenAll(admin.DeleteAsync(path + "user"), admin.DeleteAsync(path + "admin"));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        await answers.Single(answer => answer.StatusCode != HttpStatusCode.OK)
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "last-role");
    }

    private static async Task<string> RolesOfAsync(Task<HttpResponseMessage> answer) =>
        (await (await answer).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("roles").GetRawText();
}
