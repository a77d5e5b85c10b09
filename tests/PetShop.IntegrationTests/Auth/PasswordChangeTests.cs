using PetShop.IntegrationTests.Core.Database;

namespace PetShop.IntegrationTests.Auth;

public sealed class PasswordChangeTests : ShopTest
{
    private const string NewPassword = "a better horse battery staple";

    [Fact]
    public async Task A_new_password_works_and_ends_only_the_other_sessions()
    {
        var buyer = await Shop.SignUpAsync();
        var thief = await Shop.SignInAsync(buyer.Username);
        await (await ChangeAsync(buyer)).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        await (await thief.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await Shop.Anyone.PostAsync("/auth/refresh", new { refresh_token = thief.RefreshToken }))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await Shop.Anyone.PostAsync("/auth/refresh", new { refresh_token = buyer.RefreshToken }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await Shop.SignInAsync(buyer.Username, NewPassword);
        await (await Shop.Anyone.PostAsync(
            "/auth/login", new { username = buyer.Username, password = Buyer.DefaultPassword }))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_wrong_current_password_is_named_and_changes_nothing()
    {
        var buyer = await Shop.SignUpAsync();
        await (await ChangeAsync(buyer, current: "not this password")).ShouldRejectFieldAsync("current_password");
        await Shop.SignInAsync(buyer.Username);
    }

    [Fact]
    public async Task Wrong_current_passwords_count_as_failed_sign_ins()
    {
        var buyer = await Shop.SignUpAsync();
        for (var i = 0; i < 10; i++)
            await (await ChangeAsync(buyer, current: "not this password")).ShouldRejectFieldAsync("current_password");
        await (await ChangeAsync(buyer)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await Shop.Anyone.PostAsync(
            "/auth/login", new { username = buyer.Username, password = Buyer.DefaultPassword }))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Of_concurrent_changes_the_correct_one_counts_only_while_the_name_is_not_locked()
    {
        var buyer = await Shop.SignUpAsync();
        for (var i = 0; i < 9; i++)
            await (await ChangeAsync(buyer, current: "not this password")).ShouldRejectFieldAsync("current_password");
        // The correct attempt passes the first check, and the tenth failure is counted before it takes effect.
        var right = await Shop.Database.DuringAsync(
            "UPDATE users SET first_name = first_name WHERE id = $1", buyer.UserId, () => ChangeAsync(buyer),
            meanwhile: async () => await (await ChangeAsync(buyer, current: "not this password"))
                .ShouldRejectFieldAsync("current_password"));
        await right.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await buyer.PutAsync($"/auth/users/{buyer.UserId}", Change(Buyer.DefaultPassword), ifMatch: "\"v0\""))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_password_whose_hash_a_sign_in_has_just_made_stronger_is_still_the_right_one()
    {
        var (buyer, twin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync());
        var changed = await Shop.Database.DuringAsync(
            "UPDATE users SET password_hash = (SELECT password_hash FROM users twin WHERE twin.username = '"
            + twin.Username + "') WHERE id = $1",
            buyer.UserId, () => ChangeAsync(buyer));
        await changed.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"new_password":"a better horse"}""", "current_password", "confirm_password")]
    [InlineData("""{"current_password":"correct horse battery staple"}""", "new_password")]
    [InlineData("""
        {"current_password":"correct horse battery staple","new_password":"a better horse","confirm_password":"another"}
        """, "confirm_password")]
    [InlineData("""
        {"current_password":"correct horse battery staple","new_password":"short","confirm_password":"short"}
        """, "new_password")]
    public async Task All_three_passwords_are_required_and_must_agree(string body, params string[] fields)
    {
        var buyer = await Shop.SignUpAsync();
        await (await buyer.SendTextAsync(HttpMethod.Put, $"/auth/users/{buyer.UserId}", body))
            .ShouldRejectFieldAsync(fields);
    }

    [Fact]
    public async Task An_admin_cannot_set_anothers_password()
    {
        var buyer = await Shop.SignUpAsync();
        var answer = await (await Shop.AdminAsync())
            .PutAsync($"/auth/users/{buyer.UserId}", Change(Admin.FirstPassword));
        await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await Shop.SignInAsync(buyer.Username);
    }

    [Fact]
    public async Task Of_two_concurrent_changes_one_succeeds()
    {
        var buyer = await Shop.SignUpAsync();
        var phone = await Shop.SignInAsync(buyer.Username);
        var answers = await Task.WhenAll(ChangeAsync(buyer), ChangeAsync(phone));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> ChangeAsync(Buyer buyer, string current = Buyer.DefaultPassword) =>
        buyer.PutAsync($"/auth/users/{buyer.UserId}", Change(current));

    private static object Change(string current) =>
        new { current_password = current, new_password = NewPassword, confirm_password = NewPassword };
}
