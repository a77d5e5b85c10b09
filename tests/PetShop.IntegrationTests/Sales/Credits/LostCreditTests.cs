using System.Text.Json;
using PetShop.IntegrationTests.Core.Database;
using PetShop.IntegrationTests.Sales.Guests;

namespace PetShop.IntegrationTests.Sales.Credits;

/// <summary>What happens to money whose store credit nobody can use any more, and to codes that were lost.</summary>
public sealed class LostCreditTests : CreditTest
{
    [Fact]
    public async Task What_a_closed_account_had_paid_by_credit_waits_for_an_admin()
    {
        var (buyer, admin, order) = await OrderAsync();
        var id = await CreditAsync(buyer, 20);
        await (await TrySpendAsync(buyer, order, id)).ShouldBeAsync(HttpStatusCode.Created);
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 2m, to = "store_credit" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "account-closed");
        await (await admin.PostAsync($"{Credits}/{id}/adjustments", new { amount = 2m, reason = "For Robin" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "account-closed");
        await CancelAndCompleteAsync(admin, order, 20m);
        Assert.Equal(0m, await BalanceAsync(id));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task Closing_an_account_is_refused_if_cancelling_its_orders_would_give_credit_back()
    {
        var (buyer, _, order) = await OrderAsync();
        var other = await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 10), 2));
        var id = await CreditAsync(buyer, 15);
        await (await TrySpendAsync(buyer, order, id, 8m)).ShouldBeAsync(HttpStatusCode.Created);
        await (await TrySpendAsync(buyer, other, id)).ShouldBeAsync(HttpStatusCode.Created);
        var refused = await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "store-credit-left");
        Assert.Contains("15.00 EUR", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(0m, await BalanceAsync(id));
        Assert.Equal("pending", await buyer.StatusAsync($"/sales/orders/{order.Id()}"));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task What_a_closed_account_left_can_be_taken_out_but_nothing_added()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var end = Shop.Clock.GetUtcNow().AddMinutes(5);
        var id = await CreditAsync(buyer, 5, $"{end:yyyy-MM-ddTHH:mm:ssZ}");
        await Shop.Database.ExecuteAsync($"UPDATE store_credits SET expires_at = '2020-01-01' WHERE id = {id}");
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        var path = $"{Credits}/{id}/adjustments";
        await (await admin.PostAsync(path, new { amount = 2m, reason = "For Robin" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "account-closed");
        await (await admin.PostAsync(path, new { amount = -5m, reason = "Robin is gone" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(0, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM store_credit_movements WHERE note LIKE '%Robin%'"));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task What_an_expired_card_had_paid_waits_for_an_admin()
    {
        var (buyer, admin, order) = await OrderAsync();
        var end = Shop.Clock.GetUtcNow().AddMinutes(5);
        var (id, code) = await CardAsync(25, $"{end:yyyy-MM-ddTHH:mm:ssZ}");
        await RedeemAsync(buyer, order, code);
        Shop.Clock.Advance(TimeSpan.FromMinutes(6));
        await CancelAndCompleteAsync(await Admin.SignInAsync(Till), order, 20m);
        Assert.Equal(5m, await BalanceAsync(id));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task Nothing_is_added_to_a_blocked_credit_until_it_is_allowed_again()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        var id = await CreditAsync(buyer, 5);
        await (await admin.PostAsync($"{Credits}/{id}/disable")).ShouldBeAsync(HttpStatusCode.OK);
        var (path, body) = ($"/sales/orders/{order.Id()}/refunds", new { amount = 4m, to = "store_credit" });
        await (await admin.PostAsync(path, body))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "store-credit-unusable");
        await (await admin.PostAsync(Credits, new { user_id = buyer.UserId, amount = 4m }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "store-credit-unusable");
        Assert.Equal(0m, (await PaymentsAsync(buyer, order)).Items()[0].Money("refunded_amount"));
        await (await admin.PostAsync($"{Credits}/{id}/enable")).ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PostAsync(path, body)).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(9m, await BalanceAsync(id));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task A_new_code_replaces_one_that_was_lost()
    {
        var (buyer, admin, order) = await OrderAsync();
        var (id, lost) = await CardAsync(50);
        var path = $"{Credits}/{id}/code";
        var replaced = await (await admin.PostAsync(path, null, "once")).ShouldBeAsync(HttpStatusCode.OK);
        var code = replaced.Text("code");
        Assert.NotEqual(lost, code);
        Assert.Equal((id, code[^4..], 50m), (replaced.GetProperty("store_credit").Id(),
            replaced.GetProperty("store_credit").Text("code_ending"),
            replaced.GetProperty("store_credit").Money("balance")));
        Assert.Equal(admin.UserId, replaced.GetProperty("store_credit").Id("code_replaced_by"));
        Assert.Equal(code, (await (await admin.PostAsync(path, null, "once")).ShouldBeAsync(HttpStatusCode.OK))
            .Text("code"));
        await (await TryRedeemAsync(buyer, order, lost))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable");
        await RedeemAsync(buyer, order, code);
        await (await admin.SendAsync(HttpMethod.Post, path, null, ("If-Match", "\"1\"")))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await admin.PostAsync($"{Credits}/{await CreditAsync(buyer, 5)}/code"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "store-credit-without-code");
        await (await admin.PostAsync($"{Credits}/987654/code")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task A_code_that_is_replaced_while_somebody_pays_with_it_no_longer_pays()
    {
        var (buyer, _, order) = await OrderAsync();
        var (id, code) = await CardAsync(50);
        var answer = await Shop.Database.DuringAsync(
            "UPDATE store_credits SET code_hash = sha256(code_hash), version = version + 1 WHERE id = $1", id,
            () => TryRedeemAsync(buyer, order, code));
        await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable");
        Assert.Equal(50m, await BalanceAsync(id));
    }

    [Fact]
    public async Task Erasing_a_guest_erases_notes_on_the_card_that_a_refund_gave_it()
    {
        var admin = (await Shop.AdminAsync()).At(Till);
        var guest = await Guest.BeginAsync(Till);
        var order = (await guest.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 20), 1)))
            .GetProperty("order");
        await admin.PayAsync(order.Id("invoice_id"));
        var card = (await (await admin.PostAsync(
            $"/sales/orders/{order.Id()}/refunds", new { amount = 8m, to = "store_credit" }))
            .ShouldBeAsync(HttpStatusCode.Created)).GetProperty("gift_card").Id();
        var (other, _) = await CardAsync(5);
        foreach (var id in new[] { card, other })
            await (await admin.PostAsync($"{Credits}/{id}/adjustments", new { amount = -1m, reason = "Paid to Ada" }))
                .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PostAsync("/sales/guests/erase", new { email = Guest.Email }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["Erased: the guest asked for it.", "Paid to Ada"], await NotesAsync());

        async Task<List<string?>> NotesAsync() =>
        [
            await Shop.Database.ReadAsync<string>(
                $"SELECT note FROM store_credit_movements WHERE credit_id = {card} AND note IS NOT NULL"),
            await Shop.Database.ReadAsync<string>(
                $"SELECT note FROM store_credit_movements WHERE credit_id = {other} AND note IS NOT NULL"),
        ];
    }

    /// <summary>Cancels an order that credit has paid: the money waits until an admin has paid it back.</summary>
    private static async Task CancelAndCompleteAsync(Admin admin, JsonElement order, decimal amount)
    {
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        var open = Assert.Single((await admin.ReadAsync("/sales/refund-transfers")).Items());
        Assert.Equal((order.Id(), "pending", "store_credit", amount),
            (open.Id("order_id"), open.Text("status"), open.Text("method"), open.Money("amount")));
        var path = $"/sales/orders/{order.Id()}/refunds/1/transfers/1/complete";
        await (await admin.PostAsync(path)).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Empty((await admin.ReadAsync("/sales/refund-transfers")).Items());
        await (await admin.PostAsync(path))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "refund-transfer-not-open");
    }
}
