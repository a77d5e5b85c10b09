using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Entities.Accounts;

namespace PetShop.IntegrationTests.Auth;

/// <summary>Passwords as keyboards write them: letters composed or with accents of their own.</summary>
public sealed class PasswordTextTests : ShopTest
{
    private const string Composed = "p\u00E4ssw\u00F6rter \u00FCben";
    private const string Apart = "pa\u0308sswo\u0308rter u\u0308ben";

    [Theory]
    [InlineData(Composed, Apart)]
    [InlineData(Apart, Composed)]
    public async Task A_password_works_in_any_Unicode_composition(string registered, string typed)
    {
        var buyer = await Shop.SignUpAsync(password: registered);
        await Shop.SignInAsync(buyer.Username, typed);
        await (await AskForTokenAsync(buyer.Username, typed)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_password_is_never_trimmed()
    {
        var buyer = await Shop.SignUpAsync(password: $" {Composed} ");
        await (await Shop.Anyone.PostAsync("/auth/login", new { username = buyer.Username, password = Composed }))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await AskForTokenAsync(buyer.Username, Composed))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-grant");
        await Shop.SignInAsync(buyer.Username, $" {Apart} ");
        await (await AskForTokenAsync(buyer.Username, $" {Apart} ")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_hash_of_the_password_as_typed_still_works_and_is_replaced_by_one_in_NFC()
    {
        var buyer = await Shop.SignUpAsync();
        await Shop.Database.ExecuteAsync("UPDATE users SET password_hash = $1 WHERE id = $2",
            new PasswordHasher<User>().HashPassword(new User(), Apart), buyer.UserId);
        await (await Shop.Anyone.PostAsync("/auth/login", new { username = buyer.Username, password = Composed }))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await Shop.SignInAsync(buyer.Username, Apart);
        await Shop.SignInAsync(buyer.Username, Composed);
    }

    [Fact]
    public async Task A_new_password_may_be_repeated_by_another_keyboard()
    {
        var buyer = await Shop.SignUpAsync();
        await (await buyer.PutAsync($"/auth/users/{buyer.UserId}",
            new { current_password = Buyer.DefaultPassword, new_password = Composed, confirm_password = Apart }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await Shop.SignInAsync(buyer.Username, Apart);
    }

    /// <summary>Eleven letters with an accent each are 22 code points as typed.</summary>
    [Fact]
    public async Task The_length_counts_composed_letters()
    {
        var password = string.Concat(Enumerable.Repeat("e\u0301", 11));
        await (await Shop.Anyone.PostAsync("/auth/register",
            new { username = "short", email = "short@example.com", password })).ShouldRejectFieldAsync("password");
        await Shop.SignUpAsync("long", password + "e\u0301");
    }

    private Task<HttpResponseMessage> AskForTokenAsync(string username, string password) =>
        Shop.Anyone.PostAsync("/auth/token", new FormUrlEncodedContent(
        [
            new("grant_type", "password"), new("username", username), new("password", password),
        ]));
}
