using System.Text.Json;
using PetShop.IntegrationTests.Sales.Payments;

namespace PetShop.IntegrationTests.Sales.Credits;

/// <summary>A shop with store credit, and with cards through the payment simulator.</summary>
public abstract class CreditTest : PaymentTest
{
    private protected const string Credits = "/sales/store-credits";
    private protected const string CardBalance = "/sales/gift-cards/balance";

    /// <summary>A new gift card.</summary>
    private protected async Task<(long Id, string Code)> CardAsync(
        decimal amount, string? expiresAt = null)
    {
        var issued = await (await (await Shop.AdminAsync()).PostAsync(
            Credits, new { amount, expires_at = expiresAt })).ShouldBeAsync(HttpStatusCode.Created);
        return (issued.GetProperty("store_credit").Id(), issued.Text("code"));
    }

    /// <summary>Credit of an account.</summary>
    private protected async Task<long> CreditAsync(Buyer buyer, decimal amount, string? expiresAt = null)
    {
        var issued = await (await (await Shop.AdminAsync()).PostAsync(Credits, new
        {
            user_id = buyer.UserId, amount, expires_at = expiresAt, note = "Sorry, Robin.",
        })).ShouldBeAsync(HttpStatusCode.Created);
        return issued.GetProperty("store_credit").Id();
    }

    private protected static Task<HttpResponseMessage> TryRedeemAsync(
        ShopCaller caller, JsonElement order, string code, decimal? amount = null, string? key = null) =>
        caller.PostAsync($"/sales/orders/{order.Id()}/payments",
            new { method = "store_credit", gift_card_code = code, amount }, key);

    private protected static async Task<JsonElement> RedeemAsync(
        ShopCaller caller, JsonElement order, string code, decimal? amount = null) =>
        await (await TryRedeemAsync(caller, order, code, amount)).ShouldBeAsync(HttpStatusCode.Created);

    private protected static Task<HttpResponseMessage> TrySpendAsync(
        ShopCaller caller, JsonElement order, long credit, decimal? amount = null) =>
        caller.PostAsync($"/sales/orders/{order.Id()}/payments",
            new { method = "store_credit", store_credit_id = credit, amount });

    private protected async Task<decimal> BalanceAsync(long credit) =>
        (await (await Shop.AdminAsync()).ReadAsync($"{Credits}/{credit}")).Money("balance");

    /// <summary>What has moved, the oldest first.</summary>
    private protected async Task<List<(string Kind, decimal Amount)>> MovementsAsync(long credit) =>
        [.. (await (await Shop.AdminAsync()).ReadAsync($"{Credits}/{credit}/movements")).Items()
            .Select(movement => (movement.Text("kind"), movement.Money("amount"))).Reverse()];

    /// <summary>Each balance is the sum of its movements, and each movement has the balance after it.</summary>
    private protected async Task CheckLedgerAsync()
    {
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM store_credits c LEFT JOIN LATERAL (
                SELECT coalesce(sum(amount), 0) AS sum, count(*) AS count FROM store_credit_movements m
                WHERE m.credit_id = c.id) m ON true
            WHERE balance < 0 OR balance <> m.sum OR last_movement <> m.count
            """));
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM (
                SELECT balance, sum(amount) OVER (PARTITION BY credit_id ORDER BY number) AS sum
                FROM store_credit_movements) m
            WHERE balance <> sum
            """));
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM payments p WHERE store_credit_id IS NOT NULL AND captured_amount IS DISTINCT FROM (
                SELECT -sum(amount) FROM store_credit_movements m
                WHERE m.order_id = p.order_id AND m.payment_number = p.number AND m.credit_id = p.store_credit_id)
            """));
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM refund_transfers t
            WHERE store_credit_id IS NOT NULL AND (t.status <> 'Succeeded' OR amount IS DISTINCT FROM (
                SELECT sum(amount) FROM store_credit_movements m WHERE m.order_id = t.order_id
                    AND m.refund_number = t.refund_number AND m.transfer_number = t.number
                    AND m.credit_id = t.store_credit_id))
            """));
    }
}
