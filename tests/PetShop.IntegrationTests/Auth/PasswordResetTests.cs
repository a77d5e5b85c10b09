using System.Text.RegularExpressions;
using PetShop.Api.Auth.Services.Credentials;

namespace PetShop.IntegrationTests.Auth;

public sealed partial class PasswordResetTests : ShopTest
{
    private const string NewPassword = "a new horse battery staple";

    [Fact]
    public async Task An_admin_creates_a_token_that_sets_a_new_password_once_and_ends_all_sessions()
    {
        var buyer = await Shop.SignUpAsync();
        for (var i = 0; i < 10; i++)
            await Shop.Anyone.PostAsync("/auth/login", new { username = buyer.Username, password = "forgotten" });
        var answer = await IssueAsync(await Shop.AdminAsync(), buyer.UserId);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var token = (await answer.ShouldBeAsync(HttpStatusCode.OK)).Text("token");
        await (await RedeemAsync(token)).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await buyer.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await Shop.Anyone.PostAsync("/auth/refresh", new { refresh_token = buyer.RefreshToken }))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await Shop.SignInAsync(buyer.Username, NewPassword);        // and the name is no longer locked
        await (await RedeemAsync(token)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-reset-token");
        Assert.Contains(Shop.Node.Log.Lines, line =>
            line.Contains($"Account 1 created a password reset for account {buyer.UserId}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_a_hash_of_the_token_is_stored_and_the_next_one_takes_its_place()
    {
        var buyer = await Shop.SignUpAsync();
        var (first, second) = (await TokenAsync(buyer), await TokenAsync(buyer));
        var row = await Shop.Database.ReadAsync<string>("SELECT to_json(r)::text FROM password_resets r");
        Assert.DoesNotContain(second, row, StringComparison.Ordinal);
        await (await RedeemAsync(first)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-reset-token");
        await (await RedeemAsync(second)).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Of_ten_concurrent_uses_one_succeeds()
    {
        var token = await TokenAsync(await Shop.SignUpAsync());
        var answers =
            await Task.WhenAll(Enumerable.Range(0, 10).Select(i => RedeemAsync(token, $"new horse number {i}")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(9, answers.Count(answer => answer.StatusCode == HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_reset_token_is_valid_for_an_hour()
    {
        var (late, early) = (await TokenAsync(await Shop.SignUpAsync()), await TokenAsync(await Shop.SignUpAsync()));
        Shop.Clock.Advance(TimeSpan.FromMinutes(59));
        await (await RedeemAsync(early)).ShouldBeAsync(HttpStatusCode.NoContent);
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await (await RedeemAsync(late)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-reset-token");
    }

    [Fact]
    public async Task It_requires_an_admins_password_and_an_account_that_is_not_an_admins()
    {
        var (admin, colleague, buyer) = (await Shop.AdminAsync(), await Shop.SignUpAsync(), await Shop.SignUpAsync());
        await admin.GrantAsync(colleague);
        await (await IssueAsync(buyer, buyer.UserId, Buyer.DefaultPassword))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await IssueAsync(admin, buyer.UserId, "not this password")).ShouldRejectFieldAsync("current_password");
        await (await admin.PostAsync($"/auth/users/{buyer.UserId}/password-reset", new { }))
            .ShouldRejectFieldAsync("current_password");
        await (await IssueAsync(admin, 999_999)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        var refusal = await (await IssueAsync(admin, colleague.UserId)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        Assert.Contains("reset-admin", refusal.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM password_resets"));
    }

    [Fact]
    public async Task A_wrong_password_of_the_admin_counts_as_a_failed_sign_in()
    {
        var (admin, buyer) = (await Shop.AdminAsync(), await Shop.SignUpAsync());
        for (var i = 0; i < 10; i++)
            await (await IssueAsync(admin, buyer.UserId, "not this password"))
                .ShouldRejectFieldAsync("current_password");
        await (await IssueAsync(admin, buyer.UserId)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task An_account_that_became_an_admin_can_no_longer_be_reset_by_another_admin()
    {
        var (admin, buyer) = (await Shop.AdminAsync(), await Shop.SignUpAsync());
        var token = await TokenAsync(buyer);
        await admin.GrantAsync(buyer);
        await (await RedeemAsync(token)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-reset-token");
        await Shop.SignInAsync(buyer.Username);
    }

    [Theory]
    [InlineData("""{"new_password":"a new horse battery staple"}""", "token")]
    [InlineData("""{"token":"","new_password":"a new horse battery staple"}""", "token")]
    [InlineData("""{"token":"x"}""", "new_password")]
    [InlineData("""{"token":"x","new_password":"short"}""", "new_password")]
    [InlineData(
        """{"token":"x","new_password":"a new horse battery staple","confirm_password":"another horse entirely"}""",
        "confirm_password")]
    public async Task Invalid_fields_are_named(string body, string field) =>
        await (await Shop.Anyone.SendTextAsync(HttpMethod.Post, "/auth/password-reset", body))
            .ShouldRejectFieldAsync(field);

    [Fact]
    public async Task The_operator_resets_an_admin_and_nobody_else()
    {
        var buyer = await Shop.SignUpAsync();
        Assert.Equal(1, (await OperateAsync(buyer.Username)).ExitCode);
        Assert.Equal(1, (await OperateAsync("nobody.here")).ExitCode);
        Assert.Equal(1, (await OperateAsync()).ExitCode);
        var (exitCode, output) = await OperateAsync("ADMIN", "--ConnectionStrings:PetShop=ignored");
        Assert.Equal(0, exitCode);
        await (await RedeemAsync(Token().Match(output).Groups[1].Value)).ShouldBeAsync(HttpStatusCode.NoContent);
        await Shop.SignInAsync(Admin.Name, NewPassword);
        Assert.Contains(Shop.Node.Log.Lines,
            line => line.Contains("The operator created a password reset for account 1", StringComparison.Ordinal));
        // the shop's first admin is signed out: its next test opens another
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private async Task<(int ExitCode, string Output)> OperateAsync(params string[] args)
    {
        using var output = new StringWriter();
        return (await ResetAdminCommand.RunAsync(Shop.Services, args, output), output.ToString());
    }

    private async Task<string> TokenAsync(Buyer of) =>
        (await (await IssueAsync(await Shop.AdminAsync(), of.UserId)).ShouldBeAsync(HttpStatusCode.OK)).Text("token");

    private static Task<HttpResponseMessage> IssueAsync(Buyer by, long userId, string password = Admin.FirstPassword) =>
        by.PostAsync($"/auth/users/{userId}/password-reset", new { current_password = password });

    private Task<HttpResponseMessage> RedeemAsync(string token, string newPassword = NewPassword) =>
        Shop.Anyone.PostAsync("/auth/password-reset", new { token, new_password = newPassword });

    [GeneratedRegex("\"token\": \"([^\"]+)\"")]
    private static partial Regex Token();
}
