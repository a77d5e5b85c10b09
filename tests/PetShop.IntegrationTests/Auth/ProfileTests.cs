namespace PetShop.IntegrationTests.Auth;

public sealed class ProfileTests : ShopTest
{
    [Fact]
    public async Task Absent_fields_are_unchanged_and_null_clears()
    {
        var buyer = await Shop.SignUpAsync();
        await ChangeAsync(buyer, new { first_name = "Robin", last_name = "Barker", phone = "02079460123" });
        var user = await ChangeAsync(buyer, new { first_name = (string?)null, last_name = "Woof" });
        Assert.Equal("null", user.GetProperty("first_name").GetRawText());
        Assert.Equal("Woof", user.Text("last_name"));
        Assert.Equal("02079460123", user.Text("phone"));
        Assert.Equal(buyer.Username + "@example.com", user.Text("email"));
    }

    [Fact]
    public async Task A_new_email_is_unverified_and_signs_in()
    {
        var buyer = await Shop.SignUpAsync();
        await Shop.Database.ExecuteAsync("UPDATE users SET email_verified = true WHERE id = $1", buyer.UserId);
        var user = await ChangeAsync(buyer, new { email = buyer.Username.ToUpperInvariant() + "@example.com" });
        Assert.True(user.GetProperty("email_verified").GetBoolean());
        user = await ChangeAsync(buyer, new { email = "new@example.com", current_password = Buyer.DefaultPassword });
        Assert.False(user.GetProperty("email_verified").GetBoolean());
        await Shop.SignInAsync("NEW@example.com");
    }

    [Fact]
    public async Task A_new_email_requires_the_callers_current_password()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var present = buyer.Username + "@example.com";
        foreach (var caller in (Buyer[])[buyer, admin])
        {
            var path = $"/auth/users/{buyer.UserId}";
            await (await caller.PutAsync(path, new { email = "thief@example.com" }))
                .ShouldRejectFieldAsync("current_password");
            await (await caller.PutAsync(
                path, new { email = "thief@example.com", current_password = "not this password" }))
                .ShouldRejectFieldAsync("current_password");
            // the same one, as forms send it
            await (await caller.PutAsync(path, new { email = present, first_name = "Robin" }))
                .ShouldBeAsync(HttpStatusCode.OK);
        }
        Assert.Equal(
            present, (await (await buyer.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK)).Text("email"));
        await (await admin.PutAsync(
            $"/auth/users/{buyer.UserId}", new { email = "right@example.com", current_password = Admin.FirstPassword }))
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_taken_email_is_refused_also_concurrently()
    {
        var (first, second) = (await Shop.SignUpAsync(), await Shop.SignUpAsync());
        await (await PutAsync(
            first, new { email = second.Username + "@EXAMPLE.com", current_password = Buyer.DefaultPassword }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "email-taken");
        var answers = await Task.WhenAll(
            PutAsync(first, new { email = "one@example.com", current_password = Buyer.DefaultPassword }),
            PutAsync(second, new { email = "ONE@example.com", current_password = Buyer.DefaultPassword }));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        await answers.Single(answer => answer.StatusCode != HttpStatusCode.OK)
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "email-taken");
    }

    [Theory]
    [InlineData("""{"email":null}""", "email"), InlineData("""{"email":"nobody"}""", "email")]
    [InlineData("""{"phone":"x"}""", "phone")]
    [InlineData("""{"username":"other"}""", "username"), InlineData("""{"roles":["admin"]}""", "roles")]
    [InlineData("""{"email_verified":true}""", "email_verified")]
    [InlineData("""{"first_name":"123456789012345678901234567890123456789012345678901"}""", "first_name")]
    public async Task Invalid_fields_are_named(string body, string field)
    {
        var buyer = await Shop.SignUpAsync();
        await (await buyer.SendTextAsync(HttpMethod.Put, $"/auth/users/{buyer.UserId}", body,
            "application/merge-patch+json")).ShouldRejectFieldAsync(field);
    }

    [Fact]
    public async Task Only_an_admin_can_change_another_profile()
    {
        var (owner, other) = (await Shop.SignUpAsync(), await Shop.SignUpAsync());
        var path = $"/auth/users/{owner.UserId}";
        var user = await (await (await Shop.AdminAsync()).PutAsync(path, new { last_name = "Renamed" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("Renamed", user.Text("last_name"));
        await (await other.PutAsync(path, new { last_name = "Stolen" })).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await Shop.Anyone.PutAsync(path, new { last_name = "Stolen" }))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await (await Shop.AdminAsync()).PutAsync("/auth/users/999999", new { last_name = "Nobody" }))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stale_If_Match_is_refused()
    {
        var buyer = await Shop.SignUpAsync();
        var path = $"/auth/users/{buyer.UserId}";
        var tag = (await buyer.GetAsync(path)).Headers.ETag!.ToString();
        var changed = await buyer.PutAsync(path, new { first_name = "Robin" }, tag);
        await changed.ShouldBeAsync(HttpStatusCode.OK);
        Assert.NotEqual(tag, changed.Headers.ETag!.ToString());
        await (await buyer.PutAsync(path, new { first_name = "Late" }, tag))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await buyer.PutAsync(path, new { first_name = "Late" }, "*")).ShouldBeAsync(HttpStatusCode.OK);
    }

    private static async Task<System.Text.Json.JsonElement> ChangeAsync(Buyer buyer, object patch) =>
        await (await PutAsync(buyer, patch)).ShouldBeAsync(HttpStatusCode.OK);

    private static Task<HttpResponseMessage> PutAsync(Buyer buyer, object patch) =>
        buyer.PutAsync($"/auth/users/{buyer.UserId}", patch);
}
