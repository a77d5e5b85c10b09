using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Auth;

public sealed class LogoutTests : ShopTest
{
    [Fact]
    public async Task Signing_out_ends_that_session_on_every_node_and_no_other()
    {
        var buyer = await Shop.SignUpAsync();
        var phone = await Shop.SignInAsync(buyer.Username);
        var other = Shop.StartNode();
        await (await buyer.At(other).GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        await (await LogoutAsync(buyer.RefreshToken)).ShouldBeAsync(HttpStatusCode.NoContent);
        await ShouldBeOutAsync(buyer);
        // the other node hears of it a moment later
        await Eventually.TrueAsync(
            async () => (await buyer.At(other).GetAsync("/auth/me")).StatusCode == HttpStatusCode.Unauthorized,
            "the session has ended on the other node");
        await ShouldBeOutAsync(buyer.At(other));
        await (await phone.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_out_again_or_with_an_unknown_token_is_not_an_error()
    {
        var buyer = await Shop.SignUpAsync();
        foreach (var token in (string[])[buyer.RefreshToken, buyer.RefreshToken, "unknown"])
            await (await LogoutAsync(token)).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_only_the_callers_sessions()
    {
        var buyer = await Shop.SignUpAsync();
        var phone = await Shop.SignInAsync(buyer.Username);
        var somebodyElse = await Shop.SignUpAsync();
        await (await buyer.PostAsync("/auth/logout-all")).ShouldBeAsync(HttpStatusCode.NoContent);
        await ShouldBeOutAsync(buyer);
        await ShouldBeOutAsync(phone);
        await (await somebodyElse.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.SignInAsync(buyer.Username);
    }

    [Fact]
    public async Task Signing_out_everywhere_and_the_own_account_require_a_sign_in()
    {
        await (await Shop.Anyone.PostAsync("/auth/logout-all")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await Shop.Anyone.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    private async Task ShouldBeOutAsync(Buyer buyer)
    {
        await (await buyer.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await Shop.Anyone.PostAsync("/auth/refresh", new { refresh_token = buyer.RefreshToken }))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    private Task<HttpResponseMessage> LogoutAsync(string token) =>
        Shop.Anyone.PostAsync("/auth/logout", new { refresh_token = token });
}
