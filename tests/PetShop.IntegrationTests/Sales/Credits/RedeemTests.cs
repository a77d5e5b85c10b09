using PetShop.IntegrationTests.Sales.Guests;

namespace PetShop.IntegrationTests.Sales.Credits;

/// <summary>Paying with store credit.</summary>
public sealed class RedeemTests : CreditTest
{
    [Fact]
    public async Task A_gift_card_and_a_card_pay_together()
    {
        var (buyer, _, order) = await OrderAsync();
        var (id, code) = await CardAsync(12.5m);
        var paid = await RedeemAsync(buyer, order, code);
        Assert.Equal(("store_credit", "captured", 12.5m, 12.5m),
            (paid.Text("method"), paid.Text("status"), paid.Money("amount"), paid.Money("captured_amount")));
        Assert.Equal("pending", await InvoiceStatusAsync(buyer, order));
        Assert.Equal(7.5m, (await PayAsync(buyer, order)).Money("captured_amount"));
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, order));
        Assert.Equal((7.5m, 0m), await AtProviderAsync());
        Assert.Equal([("issued", 12.5m), ("redeemed", -12.5m)], await MovementsAsync(id));
        await (await TryRedeemAsync(buyer, order, code)).ShouldBeProblemAsync(
            HttpStatusCode.Conflict, "gift-card-unusable");
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task An_order_that_credit_pays_in_full_is_paid_at_once_and_a_repetition_pays_once()
    {
        var (buyer, _, order) = await OrderAsync();
        var (id, code) = await CardAsync(50);
        await (await TryRedeemAsync(buyer, order, code, key: "once")).ShouldBeAsync(HttpStatusCode.Created);
        var again = await TryRedeemAsync(buyer, order, code, key: "once");
        await again.ShouldBeAsync(HttpStatusCode.Created);
        Assert.True(again.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, order));
        Assert.Equal(30m, await BalanceAsync(id));
        await (await TryRedeemAsync(buyer, order, code))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "nothing-to-pay");
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task A_payment_that_is_open_makes_room_and_one_that_fits_stays()
    {
        var (buyer, _, order) = await OrderAsync();
        var (_, code) = await CardAsync(5);
        await PayAsync(buyer, order, cardId: null);
        await RedeemAsync(buyer, order, code);
        Assert.Equal(["cancelled", "captured"], (await PaymentsAsync(buyer, order)).Items()
            .Select(payment => payment.Text("status")));
        await PayAsync(buyer, order, cardId: null, amount: 10m);
        await RedeemAsync(buyer, order, (await CardAsync(5)).Code);
        Assert.Equal(["cancelled", "captured", "requires_payment", "captured"],
            (await PaymentsAsync(buyer, order)).Items().Select(payment => payment.Text("status")));
    }

    [Fact]
    public async Task Only_the_customers_own_credit_in_the_orders_currency_pays()
    {
        var (buyer, admin, order) = await OrderAsync();
        var other = (await Shop.SignUpAsync()).At(Till);
        var theirs = await CreditAsync(other, 5);
        await (await TrySpendAsync(buyer, order, theirs)).ShouldRejectFieldAsync("store_credit_id");
        await (await TrySpendAsync(buyer, order, 987_654)).ShouldRejectFieldAsync("store_credit_id");
        await (await TrySpendAsync(buyer, order, (await CardAsync(5)).Id)).ShouldRejectFieldAsync("store_credit_id");
        await (await TrySpendAsync(other, order, theirs)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        var own = await CreditAsync(buyer, 8);
        await (await TrySpendAsync(admin, order, own)).ShouldRejectFieldAsync("store_credit_id");
        var dollars = await CreditAsync(buyer, 5, "2099-01-01");
        await Shop.Database.ExecuteAsync($"UPDATE store_credits SET currency = 'USD' WHERE id = {dollars}");
        await (await TrySpendAsync(buyer, order, dollars))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "store-credit-currency");
        var low = await (await TrySpendAsync(buyer, order, own, 8.01m))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "store-credit-too-low");
        Assert.Equal((8m, "EUR"), (low.Money("balance"), low.Text("currency")));
        await (await TrySpendAsync(buyer, order, own, 20.01m))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment-exceeds-due");
        await (await TrySpendAsync(buyer, order, own, 1.001m)).ShouldRejectFieldAsync("amount");
        await (await TrySpendAsync(buyer, order, own, 3m)).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(5m, await BalanceAsync(own));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task Expired_disabled_and_empty_cards_get_the_answer_of_unknown_ones()
    {
        var (buyer, admin, order) = await OrderAsync();
        var (disabled, disabledCode) = await CardAsync(5);
        await (await admin.PostAsync($"{Credits}/{disabled}/disable")).ShouldBeAsync(HttpStatusCode.OK);
        var (empty, emptyCode) = await CardAsync(5);
        await (await admin.PostAsync($"{Credits}/{empty}/adjustments", new { amount = -5m, reason = "Spent" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var end = Shop.Clock.GetUtcNow().AddMinutes(5);
        var (_, expired) = await CardAsync(5, expiresAt: $"{end:yyyy-MM-ddTHH:mm:ssZ}");
        var ending = await CreditAsync(buyer, 5, expiresAt: $"{end:yyyy-MM-ddTHH:mm:ssZ}");
        await (await Shop.Anyone.PostAsync(CardBalance, new { gift_card_code = expired }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Shop.Clock.Advance(TimeSpan.FromMinutes(6));
        var answers = new List<string>();
        foreach (var code in new[] { disabledCode, emptyCode, expired, "7K3QX-M92RF-0V5TD-W8H1N", "nonsense" })
        {
            answers.Add((await (await TryRedeemAsync(buyer, order, code))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable")).Text("detail"));
            answers.Add((await (await Shop.Anyone.PostAsync(CardBalance, new { gift_card_code = code }))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable")).Text("detail"));
        }
        Assert.Single(answers.Distinct());
        await (await TrySpendAsync(buyer, order, ending))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "store-credit-unusable");
    }

    [Fact]
    public async Task Guests_pay_with_a_gift_card_by_their_link()
    {
        var guest = await Guest.BeginAsync(Till);
        var placed = await guest.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 20), 1));
        var (id, code) = await CardAsync(100);
        var path = placed.GetProperty("links").Text("payments");
        var paid = await (await guest.Caller.PostAsync(path, new { method = "store_credit", gift_card_code = code }))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal("captured", paid.Text("status"));
        Assert.False(paid.TryGetProperty("admin_data", out _));
        Assert.Equal(0m, (await guest.Caller.ReadAsync(path)).Money("due_amount"));
        Assert.Equal(100m - paid.Money("amount"), await BalanceAsync(id));
    }

    [Fact]
    public async Task A_means_of_payment_changes_no_price()
    {
        var (buyer, _, order) = await OrderAsync();
        var before = await buyer.ReadAsync($"/sales/invoices/{order.Id("invoice_id")}");
        await RedeemAsync(buyer, order, (await CardAsync(50)).Code);
        var after = await buyer.ReadAsync($"/sales/invoices/{order.Id("invoice_id")}");
        foreach (var member in before.EnumerateObject()
            .Where(member => member.Name is not ("status" or "updated_at" or "paid_at" or "number")))
            Assert.Equal(member.Value.GetRawText(), after.GetProperty(member.Name).GetRawText());
        Assert.Equal("paid", after.Text("status"));
    }
}
