using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.IntegrationTests.Core.Database;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Auth;

public sealed class LoginTests : ShopTest
{
    [Fact]
    public async Task Signing_in_answers_with_the_account_and_a_pair_of_tokens()
    {
        var buyer = await Shop.SignUpAsync();
        var answer = await LoginAsync(buyer.Username, Buyer.DefaultPassword);
        var body = await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["message", "user", "token", "token_type", "expires_in", "refresh_token"],
            body.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Bearer", body.Text("token_type"));
        Assert.Equal(900, body.Count("expires_in"));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var me = await (await new ShopCaller(Shop.Node, body.Text("token")).GetAsync("/auth/me"))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(buyer.UserId, me.Id());
    }

    [Theory]
    [InlineData("bar@example.com ")]
    [InlineData("\u00A0\tBar@Example.com\u3000")]
    [InlineData(" bar")]
    public async Task Spaces_around_a_name_are_ignored(string typed)
    {
        var buyer = await Shop.SignUpAsync("bar");
        Assert.Equal(
            buyer.UserId, (await (await LoginAsync(typed, Buyer.DefaultPassword)).ShouldBeAsync(HttpStatusCode.OK))
                .GetProperty("user").Id());
        await (await Shop.Anyone.PostAsync("/auth/token", new FormUrlEncodedContent(
            [new("grant_type", "password"), new("username", typed), new("password", Buyer.DefaultPassword)])))
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_message()
    {
        var buyer = await Shop.SignUpAsync();
        var answer = await LoginAsync(buyer.Username, "not this password");
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).ToString());
        var wrong = await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-credentials");
        var unknown = await (await LoginAsync("nobody.here", "not this password"))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-credentials");
        var unknownMail = await (await LoginAsync("nobody@example.com", "not this password"))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-credentials");
        foreach (var member in (string[])["type", "title", "status", "detail"])
        {
            Assert.Equal(wrong.GetProperty(member).GetRawText(), unknown.GetProperty(member).GetRawText());
            Assert.Equal(wrong.GetProperty(member).GetRawText(), unknownMail.GetProperty(member).GetRawText());
        }
    }

    /// <summary>A unit test checks that the same number of hashes is computed.</summary>
    [Fact]
    public async Task A_missing_account_costs_as_many_statements_as_a_wrong_password()
    {
        var buyer = await Shop.SignUpAsync();
        using var counter = new StatementCounter();
        var known = await counter.CountAsync(Shop.Anyone, HttpMethod.Post, "/auth/login",
            new { username = buyer.Username, password = "not this password" }, HttpStatusCode.Unauthorized);
        var unknown = await counter.CountAsync(Shop.Anyone, HttpMethod.Post, "/auth/login",
            new { username = "nobody.here", password = "not this password" }, HttpStatusCode.Unauthorized);
        Assert.True(known > 0);
        Assert.Equal(known, unknown);
    }

    [Fact]
    public async Task Many_sign_ins_at_once_succeed_while_the_first_makes_the_hash_stronger()
    {
        var buyer = await Shop.SignUpAsync();
        var old = new PasswordHasher<User>(Options.Create(
            new PasswordHasherOptions { CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV2 }));
        await Shop.Database.ExecuteAsync("UPDATE users SET password_hash = $1 WHERE id = $2",
            old.HashPassword(new User(), Buyer.DefaultPassword), buyer.UserId);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => Shop.Anyone.PostAsync("/auth/login",
                new { username = buyer.Username, password = Buyer.DefaultPassword })));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task A_weak_hash_is_replaced_at_sign_in()
    {
        var buyer = await Shop.SignUpAsync();
        var old = new PasswordHasher<User>(Options.Create(
            new PasswordHasherOptions { CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV2 }));
        var weak = old.HashPassword(new User(), Buyer.DefaultPassword);
        await Shop.Database.ExecuteAsync("UPDATE users SET password_hash = $1 WHERE id = $2", weak, buyer.UserId);
        await Shop.SignInAsync(buyer.Username);
        Assert.NotEqual(
            weak, await Shop.Database.ReadAsync<string>("SELECT password_hash FROM users WHERE id = $1", buyer.UserId));
        await Shop.SignInAsync(buyer.Username);
    }

    [Fact]
    public async Task A_sign_in_succeeds_though_its_hash_cannot_be_made_stronger()
    {
        var buyer = await Shop.SignUpAsync();
        await using var full = await WriteTrigger.CreateAsync(
            Shop.Database, "users", "RAISE EXCEPTION 'no space left';", isDeferred: false);
        await Buyer.SignInAsync(
            Shop.StartNode(("Accounts:PasswordIterations", "2")), buyer.Username, Buyer.DefaultPassword);
        await Assert.ThrowsAsync<PostgresException>(
            () => Shop.Database.ExecuteAsync("UPDATE users SET first_name = 'x' WHERE id = $1", buyer.UserId));
    }

    [Theory]
    [InlineData("{}", "username", "password")]
    [InlineData("""{"username":"rex","password":""}""", "password")]
    [InlineData("""{"username":"rex","password":"x","remember":true}""", "remember")]
    [InlineData("""{"username":"rex","password":"a\u0000b"}""", "password")]
    public async Task Missing_fields_are_named(string body, params string[] fields) =>
        await (await Shop.Anyone.SendTextAsync(HttpMethod.Post, "/auth/login", body)).ShouldRejectFieldAsync(fields);

    [Fact]
    public async Task Many_sign_ins_of_one_account_at_once_all_succeed()
    {
        var buyer = await Shop.SignUpAsync();
        var answers =
            await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => LoginAsync(buyer.Username, Buyer.DefaultPassword)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    private Task<HttpResponseMessage> LoginAsync(string username, string password) =>
        Shop.Anyone.PostAsync("/auth/login", new { username, password });
}
