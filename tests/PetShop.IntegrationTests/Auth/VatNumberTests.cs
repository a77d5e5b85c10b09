using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Auth.Services.Accounts;

namespace PetShop.IntegrationTests.Auth;

public sealed class VatNumberTests : ShopTest
{
    [Fact]
    public async Task A_number_is_verified_only_by_another_admin_and_no_longer_when_it_changes()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var path = $"/auth/users/{buyer.UserId}";
        var account = await ChangeAsync(buyer, path, new { vat_number = "fr 40-303.265.045" });
        Assert.Equal("FR40303265045 False", Describe(account));
        Assert.Null(await VerifiedAsync(buyer));
        var check = new { vat_number = "FR40303265045", verified = true };
        await (await buyer.PutAsync(path + "/vat-verification", check)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        account = await ChangeAsync(admin, path + "/vat-verification", check);
        Assert.Equal("FR40303265045 True", Describe(account));
        Assert.Equal(admin.UserId, account.GetProperty("admin_data").Id("vat_number_verified_by"));
        Assert.Equal("FR40303265045", await VerifiedAsync(buyer));
        account = await ChangeAsync(buyer, path, new { first_name = "Robin", vat_number = "FR 40303265045" });
        Assert.Equal("FR40303265045 True", Describe(account));
        Assert.NotEqual(JsonValueKind.Null, account.GetProperty("vat_number_verified_at").ValueKind);
        Assert.False(account.TryGetProperty("admin_data", out _));
        account = await ChangeAsync(buyer, path, new { vat_number = "FR41303265045" });
        Assert.Equal("FR41303265045 False", Describe(account));
        Assert.Null(await VerifiedAsync(buyer));
        await (await admin.PutAsync(path + "/vat-verification", check))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "edit-conflict");
        account = await ChangeAsync(buyer, path, new { vat_number = "" });
        Assert.Equal(" False", Describe(account));
        await (await admin.PutAsync(path + "/vat-verification", check))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "edit-conflict");
    }

    [Fact]
    public async Task A_verification_can_be_withdrawn_and_ends_with_the_account()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var path = $"/auth/users/{buyer.UserId}";
        await ChangeAsync(buyer, path, new { vat_number = "ATU12345678" });
        await ChangeAsync(admin, path + "/vat-verification", new { vat_number = "ATU12345678", verified = true });
        await ChangeAsync(admin, path + "/vat-verification", new { vat_number = "atu 12345678", verified = false });
        Assert.Null(await VerifiedAsync(buyer));
        await ChangeAsync(admin, path + "/vat-verification", new { vat_number = "ATU12345678", verified = true });
        await (await admin.DeleteAsync(path)).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(1, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM users WHERE id = $1 AND vat_number IS NULL AND vat_number_verified_at IS NULL",
            buyer.UserId));
    }

    [Fact]
    public async Task An_admin_cannot_verify_their_own_number()
    {
        var admin = await Shop.AdminAsync();
        var path = $"/auth/users/{admin.UserId}";
        await ChangeAsync(admin, path, new { vat_number = "FR40303265045" });
        await (await admin.PutAsync(path + "/vat-verification", new { vat_number = "FR40303265045", verified = true }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await admin.PutAsync("/auth/users/999999/vat-verification",
            new { vat_number = "FR40303265045", verified = true })).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("DE12345678")]
    [InlineData("GR123456789")]
    [InlineData("123456789")]
    [InlineData("XX123456789")]
    [InlineData("DE\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669")]
    [InlineData("---")]
    [InlineData("CH123456789012345678")]
    public async Task A_number_that_its_country_cannot_have_issued_is_refused(string number)
    {
        var buyer = await Shop.SignUpAsync();
        await (await buyer.PutAsync($"/auth/users/{buyer.UserId}", new { vat_number = number }))
            .ShouldRejectFieldAsync("vat_number");
        await (await (await Shop.AdminAsync()).PutAsync(
            $"/auth/users/{buyer.UserId}/vat-verification", new { vat_number = number, verified = true }))
            .ShouldRejectFieldAsync("vat_number");
    }

    private async Task<string?> VerifiedAsync(Buyer buyer)
    {
        await using var scope = Shop.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IUserService>()
            .FindContactsAsync([buyer.UserId], default))
            [buyer.UserId].VatNumber;
    }

    private static async Task<JsonElement> ChangeAsync(ShopCaller caller, string path, object change) =>
        await (await caller.PutAsync(path, change)).ShouldBeAsync(HttpStatusCode.OK);

    private static string Describe(JsonElement account) =>
        $"{account.GetProperty("vat_number").GetString()} {account.GetProperty("vat_number_verified").GetBoolean()}";
}
