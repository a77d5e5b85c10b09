using PetShop.Api.Sales.Services.Deadlines;
using PetShop.IntegrationTests.Sales.Guests;

namespace PetShop.IntegrationTests.Sales.Credits;

/// <summary>How money goes back to store credit.</summary>
public sealed class CreditRefundTests : CreditTest
{
    [Fact]
    public async Task A_refund_goes_back_the_way_the_money_came()
    {
        var (buyer, admin, order) = await OrderAsync();
        var (id, code) = await CardAsync(15);
        await PayAsync(buyer, order, amount: 5m);
        await RedeemAsync(buyer, order, code);
        await (await admin.PostAsync($"{Credits}/{id}/disable")).ShouldBeAsync(HttpStatusCode.OK);
        var refund = await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 17m }))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal([("succeeded", 15m, id), ("pending", 2m, 0L)], refund.GetProperty("transfers").EnumerateArray()
            .Select(transfer => (transfer.Text("status"), transfer.Money("amount"),
                transfer.GetProperty("store_credit_id") is { ValueKind: System.Text.Json.JsonValueKind.Number } credit
                    ? credit.GetInt64() : 0)));
        await WorkAsync();
        Assert.Equal((5m, 2m), await AtProviderAsync());
        Assert.Equal(15m, await BalanceAsync(id));
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 3.01m }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "refund-exceeds-payment");
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task A_card_payment_is_refunded_to_store_credit()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        var path = $"/sales/orders/{order.Id()}/refunds";
        var body = new { amount = 12m, to = "store_credit" };
        var refund = await (await admin.PostAsync(path, body, "once")).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(refund.GetRawText(),
            (await (await admin.PostAsync(path, body, "once")).ShouldBeAsync(HttpStatusCode.Created)).GetRawText());
        Assert.False(refund.TryGetProperty("gift_card", out _));
        await (await admin.PostAsync(path, new { amount = 3m, to = "store_credit" }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await (await admin.PostAsync(path, new { amount = 5.01m, to = "store_credit" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "refund-exceeds-payment");
        await WorkAsync();
        Assert.Equal((20m, 0m), await AtProviderAsync());
        var credit = Assert.Single((await buyer.ReadAsync(Credits)).Items());
        Assert.Equal(("account", 15m), (credit.Text("kind"), credit.Money("balance")));
        Assert.Equal(15m, (await PaymentsAsync(buyer, order)).Items()[0].Money("refunded_amount"));
        // What is left goes back to the card.
        await (await admin.PostAsync(path, new { amount = 5m })).ShouldBeAsync(HttpStatusCode.Created);
        await WorkAsync();
        Assert.Equal((20m, 5m), await AtProviderAsync());
        var next = await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 10), 1));
        await (await TrySpendAsync(buyer, next, credit.Id())).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, next));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task A_guest_gets_a_gift_card_whose_code_is_kept_nowhere()
    {
        var admin = (await Shop.AdminAsync()).At(Till);
        var guest = await Guest.BeginAsync(Till);
        var placed = await guest.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 20), 1));
        await (await guest.Caller.PostAsync(
            placed.GetProperty("links").Text("payments"), new { method = "card", card_id = Visa }))
            .ShouldBeAsync(HttpStatusCode.Created);
        var path = $"/sales/orders/{placed.GetProperty("order").Id()}/refunds";
        var body = new { amount = 8m, to = "store_credit" };
        var refund = await (await admin.PostAsync(path, body, "once")).ShouldBeAsync(HttpStatusCode.Created);
        var code = refund.GetProperty("gift_card").Text("code");
        var again = await (await admin.PostAsync(path, body, "once")).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(code, again.GetProperty("gift_card").Text("code"));
        Assert.Equal(8m, (await (await Shop.Anyone.PostAsync(CardBalance, new { gift_card_code = code }))
            .ShouldBeAsync(HttpStatusCode.OK)).Money("balance"));
        Assert.False((await admin.ReadAsync(path)).Items()[0].TryGetProperty("gift_card", out _));
        Assert.Equal(0, await Shop.Database.ReadAsync<long>(
            $"SELECT count(*) FROM idempotency_records WHERE result::text LIKE '%{code}%'"));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task Cancelling_and_missing_the_deadline_give_credit_back()
    {
        var (buyer, admin, order) = await OrderAsync();
        var (id, code) = await CardAsync(30);
        await RedeemAsync(buyer, order, code, 5m);
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(30m, await BalanceAsync(id));
        var paid = await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 10), 2));
        await RedeemAsync(buyer, paid, code);
        await (await admin.PostAsync($"/sales/orders/{paid.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(30m, await BalanceAsync(id));
        var late = await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 10), 2));
        await RedeemAsync(buyer, late, code, 5m);
        Shop.Clock.Advance(TimeSpan.FromDays(10));
        await RunJobAsync<PaymentDeadlineJob>();
        Assert.Equal([("issued", 30m), ("redeemed", -5m), ("refunded", 5m), ("redeemed", -20m), ("refunded", 20m),
            ("redeemed", -5m), ("refunded", 5m)], await LedgerAsync(id));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task What_one_card_has_paid_in_parts_beside_another_card_comes_back_in_parts()
    {
        var (buyer, admin, order) = await OrderAsync();
        var ((first, one), (second, two)) = (await CardAsync(30), await CardAsync(30));
        foreach (var (code, amount) in new[] { (one, 6m), (two, 7m), (one, 5m) })
            await RedeemAsync(buyer, order, code, amount);
        await PayAsync(buyer, order);
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        await WorkAsync();
        Assert.Equal((30m, 30m), (await BalanceAsync(first), await BalanceAsync(second)));
        Assert.Equal((2m, 2m), await AtProviderAsync());
        var next = await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 10), 2));
        await RedeemAsync(buyer, next, one, 15m);
        await PayAsync(buyer, next);
        await (await admin.PostAsync($"/sales/orders/{next.Id()}/refunds", new { amount = 20m, to = "store_credit" }))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(20m, Assert.Single((await buyer.ReadAsync(Credits)).Items()).Money("balance"));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task An_edit_that_lowers_the_total_gives_credit_back()
    {
        var (buyer, admin) = ((await Shop.SignUpAsync()).At(Till), (await Shop.AdminAsync()).At(Till));
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var order = await buyer.OrderAsync((ball, 3));
        var (id, code) = await CardAsync(25);
        await RedeemAsync(buyer, order, code);
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/edits",
            new { items = new[] { new { product_id = ball, quantity = 1 } } })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(15m, await BalanceAsync(id));
        Assert.Equal(0m, (await PaymentsAsync(buyer, order)).Money("due_amount"));
        await CheckLedgerAsync();
    }

    private async Task<List<(string Kind, decimal Amount)>> LedgerAsync(long id)
    {
        var admin = await Admin.SignInAsync(Shop.Node);
        return [.. (await admin.ReadAsync($"{Credits}/{id}/movements")).Items()
            .Select(movement => (movement.Text("kind"), movement.Money("amount"))).Reverse()];
    }
}
