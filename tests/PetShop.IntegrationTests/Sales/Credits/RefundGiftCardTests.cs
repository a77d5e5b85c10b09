using System.Text.Json;
using PetShop.Api.Core.Integrity;
using PetShop.IntegrationTests.Core.Database;
using PetShop.IntegrationTests.Sales.Guests;
using PetShop.IntegrationTests.Sales.Papers;

namespace PetShop.IntegrationTests.Sales.Credits;

/// <summary>What becomes of gift cards whose price goes back.</summary>
public sealed class RefundGiftCardTests : BoughtGiftCardTest
{
    [Fact]
    public async Task A_gift_card_is_refunded_whole_and_is_worth_nothing_then()
    {
        var (buyer, admin, order) = await BuyCardsAsync(units: 3);
        var (taken, spent) = (await TakeAsync(buyer, order, 1), await TakeAsync(buyer, order, 2));
        await SpendAsync(spent, 20);
        var path = $"/sales/orders/{order.Id()}/refunds";
        foreach (var body in new object[] { new { amount = 10m }, new { shipping = true } })
            await (await admin.PostAsync(path, body))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-cards-refunded-one-by-one");
        await (await admin.PatchAsync($"/sales/invoices/{order.Id("invoice_id")}/status", new { status = "refunded" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-cards-refunded-one-by-one");
        await (await TryRefundAsync(admin, order, 1, 9)).ShouldRejectFieldAsync("gift_cards[1]");
        await (await TryRefundAsync(admin, order)).ShouldRejectFieldAsync("gift_cards");
        await (await TryRefundAsync(admin, order, 1, 1)).ShouldRejectFieldAsync("gift_cards");
        await (await admin.PostAsync(path, new { gift_cards = new[] { 1 }, amount = 1 }))
            .ShouldRejectFieldAsync("gift_cards");
        await (await TryRefundAsync(admin, order, 1, 2))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-spent");
        Assert.Equal(50m, await WorthAsync(buyer, taken));
        var refund = await (await TryRefundAsync(admin, order, 1, 3)).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal((100m, 2), (refund.Money("amount"), refund.Items()[0].Count("quantity")));
        await WorkAsync();
        Assert.Equal((150m, 100m), await AtProviderAsync());
        await (await TryBalanceAsync(buyer, taken))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable");
        await (await TryTakeAsync(buyer, order, 3))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-refunded");
        await (await TryRefundAsync(admin, order, 3))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-refunded");
        Assert.Equal(30m, await WorthAsync(buyer, spent));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task Of_spending_and_refunding_at_once_one_happens()
    {
        for (var round = 0; round < 5; round++)
        {
            var (buyer, admin, order) = await BuyCardsAsync(units: 1);
            var code = await TakeAsync(buyer, order);
            var friend = (await Shop.SignUpAsync()).At(Till);
            var goods = await friend.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 20), 1));
            var spending = Task.Run(() => TryRedeemAsync(friend, goods, code));
            var refunding = Task.Run(() => TryRefundAsync(admin, order, 1));
            var answers = await Task.WhenAll(spending, refunding);
            Assert.Equal(1, answers.CountOf(HttpStatusCode.Created));
            Assert.Equal(1, answers.CountOf(HttpStatusCode.Conflict));
        }
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task Of_taking_a_code_and_refunding_at_once_nothing_is_left_over()
    {
        for (var round = 0; round < 5; round++)
        {
            var (buyer, admin, order) = await BuyCardsAsync(units: 1);
            var taking = Task.Run(() => TryTakeAsync(buyer, order));
            var refunding = Task.Run(() => TryRefundAsync(admin, order, 1));
            await (await refunding).ShouldBeAsync(HttpStatusCode.Created);
            if ((await taking).StatusCode != HttpStatusCode.OK)
                continue;
            var code = (await (await taking).ShouldBeAsync(HttpStatusCode.OK)).Text("code");
            await (await TryBalanceAsync(buyer, code))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable");
        }
        Assert.Equal(0m, await Shop.Database.ReadAsync<decimal>(
            "SELECT coalesce(sum(balance), 0) FROM store_credits"));
    }

    [Fact]
    public async Task While_a_payment_is_disputed_nothing_of_the_order_can_be_spent()
    {
        foreach (var won in new[] { true, false })
        {
            var (buyer, admin, order) = await BuyCardsAsync();
            var code = await TakeAsync(buyer, order);
            var decide = await DisputeAsync(admin, order);
            await (await TryBalanceAsync(buyer, code))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable");
            await (await TryTakeAsync(buyer, order, 2))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-not-paid");
            var friend = (await Shop.SignUpAsync()).At(Till);
            var goods = await friend.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 20), 1));
            await (await TryRedeemAsync(friend, goods, code))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable");
            await decide(won);
            if (won)
            {
                Assert.Equal(50m, await WorthAsync(buyer, code));
                await TakeAsync(buyer, order, 2);
                continue;
            }
            await (await TryRedeemAsync(friend, goods, code))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable");
            await (await TryTakeAsync(buyer, order, 2)).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        }
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task What_comes_back_to_a_gift_card_of_a_lost_dispute_cannot_be_spent()
    {
        var (buyer, admin, order) = await BuyCardsAsync(units: 1);
        var code = await TakeAsync(buyer, order);
        var (friend, goods) = await SpendAsync(code, 50);
        await (await DisputeAsync(admin, order))(false);
        await (await friend.PostAsync($"/sales/orders/{goods.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(50m, await Shop.Database.ReadAsync<decimal>("SELECT sum(balance) FROM store_credits"));
        await (await TryBalanceAsync(friend, code))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable");
    }

    [Fact]
    public async Task After_a_refund_at_the_provider_the_gift_cards_are_worth_what_is_left_together()
    {
        var (buyer, admin, order) = await BuyCardsAsync();
        var first = await TakeAsync(buyer, order);
        await RefundAtProviderAsync(admin, order, 51);
        Assert.Equal(49m, await WorthAsync(buyer, first));
        var second = await TakeAsync(buyer, order, 2);
        Assert.Equal(49m, await WorthAsync(buyer, second));
        await SpendAsync(first, 30);
        Assert.Equal((19m, 19m), (await WorthAsync(buyer, first), await WorthAsync(buyer, second)));
        var friend = (await Shop.SignUpAsync()).At(Till);
        var goods = await friend.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 20), 1));
        var low = await (await TryRedeemAsync(friend, goods, second, 19.01m))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "store-credit-too-low");
        Assert.Equal(19m, low.Money("balance"));
        Assert.Equal(19m, (await RedeemAsync(friend, goods, second)).Money("amount"));
        await (await TryBalanceAsync(buyer, first))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable");
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task Of_gift_cards_that_are_spent_at_once_no_more_is_spent_than_the_shop_holds()
    {
        var (buyer, admin, order) = await BuyCardsAsync(units: 4);
        var codes = new List<string>();
        for (var number = 1; number <= 4; number++)
            codes.Add(await TakeAsync(buyer, order, number));
        await RefundAtProviderAsync(admin, order, 150);
        var friend = (await Shop.SignUpAsync()).At(Till);
        var goods = new List<JsonElement>();
        foreach (var _ in codes)
            goods.Add(await friend.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 20), 1)));
        Task<HttpResponseMessage[]> asked;
        await using (await Shop.Database.OpenTransactionAsync($"SELECT FROM store_credits FOR UPDATE"))
        {
            asked = SalesSteps.AtOnceAsync(4, i => TryRedeemAsync(friend, goods[i], codes[i]));
            await Shop.Database.WaitersAsync(4);
        }
        var answers = await asked;
        Assert.Equal(3, answers.CountOf(HttpStatusCode.Created));
        Assert.Equal(-50m, await Shop.Database.ReadAsync<decimal>(
            "SELECT sum(amount) FROM store_credit_movements WHERE kind = 'Redeemed'"));
    }

    [Fact]
    public async Task What_others_of_the_order_have_spent_is_not_refunded()
    {
        var (buyer, admin, order) = await BuyCardsAsync();
        var code = await TakeAsync(buyer, order);
        await RefundAtProviderAsync(admin, order, 50);
        await SpendAsync(code, 20);
        var refusal = await (await TryRefundAsync(admin, order, 2))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "refund-exceeds-payment");
        Assert.Equal(30m, refusal.Money("refundable"));
        await (await TryTakeAsync(buyer, order, 2)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_an_admin_corrects_is_no_money_of_the_order()
    {
        var (buyer, admin, order) = await BuyCardsAsync(units: 1);
        var code = await TakeAsync(buyer, order);
        var credit = (await admin.ReadAsync(PathOf(order))).Items()[0].GetProperty("admin_data").Id("store_credit_id");
        foreach (var amount in new[] { 500m, -500m, 5m })
            await (await admin.PostAsync($"{Credits}/{credit}/adjustments", new { amount, reason = "Typo" }))
                .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(55m, await WorthAsync(buyer, code));
        await (await DisputeAsync(admin, order))(false);
        Assert.Equal(5m, await WorthAsync(buyer, code));
    }

    [Fact]
    public async Task What_a_failed_transfer_owes_is_not_spent()
    {
        var (buyer, admin, order) = await OrderCardsAsync(units: 1);
        await PayAsync(buyer, order, "pm_card_pendingRefund");
        var code = await TakeAsync(buyer, order);
        await RefundAtProviderAsync(admin, order, 10);
        Assert.Equal(40m, await WorthAsync(buyer, code));
        var reference = await ReferenceAsync(admin, order);
        var refund = (await Simulator.Client.V1.Refunds.ListAsync(new() { PaymentIntent = reference })).Data[0];
        await Simulator.ControlAsync(HttpMethod.Post, $"refunds/{refund.Id}/finish", new { succeeded = false });
        await SyncAsync(reference);
        Assert.Equal("failed", (await admin.ReadAsync("/sales/refund-transfers")).Items()[0].Text("status"));
        Assert.Equal(40m, await WorthAsync(buyer, code));
    }

    [Fact]
    public async Task A_gift_card_is_refunded_to_store_credit_with_a_credit_note()
    {
        var (buyer, admin, order) = await BuyCardsAsync();
        var code = await TakeAsync(buyer, order);
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds",
            new { gift_cards = new[] { 1 }, to = "store_credit" })).ShouldBeAsync(HttpStatusCode.Created);
        await (await TryBalanceAsync(buyer, code))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable");
        Assert.Equal(50m, (await buyer.ReadAsync(Credits)).Items()[0].Money("balance"));
        Assert.Equal((100m, 0m), await AtProviderAsync());
        await TakeAsync(buyer, order, 2);
        await Till.WritePapersAsync();
        var note = Assert.Single(await admin.NotesAsync(order.Id("invoice_id")));
        Assert.Equal(50m, note.Money("total_amount"));
        Assert.DoesNotContain("Percent", (await admin.XmlAsync(note)).ToString(), StringComparison.Ordinal);
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task Once_its_money_is_gone_an_account_can_be_closed()
    {
        var (buyer, admin, order) = await BuyCardsAsync(units: 1);
        var decide = await DisputeAsync(admin, order);
        var (path, close) = ($"/auth/users/{buyer.UserId}/close", new { current_password = Buyer.DefaultPassword });
        await (await buyer.PostAsync(path, close))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-codes-left");
        await decide(false);
        await (await buyer.PostAsync(path, close)).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_guest_with_codes_to_take_is_not_erased()
    {
        var guest = await Guest.BeginAsync(Till);
        var placed = await guest.OrderAsync((await AddCardProductAsync(), 1));
        var links = placed.GetProperty("links");
        await (await guest.Caller.PostAsync(links.Text("payments"), new { method = "card", card_id = Visa }))
            .ShouldBeAsync(HttpStatusCode.Created);
        var admin = (await Shop.AdminAsync()).At(Till);
        var erase = new { email = Guest.Email };
        await (await admin.PostAsync("/sales/guests/erase", erase))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-codes-left");
        await (await TryRefundAsync(admin, placed.GetProperty("order"), 1)).ShouldBeAsync(HttpStatusCode.Created);
        await (await admin.PostAsync("/sales/guests/erase", erase)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_account_with_codes_to_take_is_not_closed()
    {
        var (buyer, _, order) = await BuyCardsAsync(units: 1);
        var close = new { current_password = Buyer.DefaultPassword };
        var refusal = await (await buyer.PostAsync($"/auth/users/{buyer.UserId}/close", close))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-codes-left");
        Assert.Contains(order.Text("number"), refusal.Text("detail"), StringComparison.Ordinal);
        await TakeAsync(buyer, order);
        await (await buyer.PostAsync($"/auth/users/{buyer.UserId}/close", close))
            .ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("gift-cards", "UPDATE gift_cards SET amount = amount + 1 WHERE number = 1")]
    [InlineData("gift-cards", "DELETE FROM gift_cards WHERE number = 2")]
    [InlineData("gift-cards", "UPDATE gift_cards SET refund_number = 1 WHERE number = 1")]
    [InlineData("gift-cards", "UPDATE gift_cards SET refund_number = NULL")]
    [InlineData("order-totals", "DELETE FROM gift_cards")]
    public async Task The_integrity_report_finds_gift_cards_that_are_not_worth_their_price(string check, string fault)
    {
        var (buyer, admin, order) = await BuyCardsAsync(units: 3);
        await TakeAsync(buyer, order);
        await (await TryRefundAsync(admin, order, 3)).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Empty(await CheckAsync(check));
        await Shop.Database.ExecuteAsync(fault);
        Assert.EndsWith(order.Text("number"), Assert.Single(await CheckAsync(check)), StringComparison.Ordinal);
    }

    private static async Task<string> ReferenceAsync(Admin admin, JsonElement order) =>
        (await admin.ReadAsync($"/sales/orders/{order.Id()}/payments")).Items()[0].GetProperty("admin_data")
            .Text("reference");

    private async Task RefundAtProviderAsync(Admin admin, JsonElement order, long amount)
    {
        var reference = await ReferenceAsync(admin, order);
        await Simulator.Client.V1.Refunds.CreateAsync(new() { PaymentIntent = reference, Amount = amount * 100 });
        await SyncAsync(reference);
    }

    /// <summary>What a check of the integrity report finds wrong.</summary>
    private async Task<List<string?>> CheckAsync(string name)
    {
        await Shop.RunJobAsync<IntegrityJob>();
        var report = await (await Shop.AdminAsync()).ReadAsync("/admin/integrity");
        return [.. report.GetProperty("checks").EnumerateArray().Single(check => check.Text("name") == name)
            .GetProperty("last").GetProperty("examples").EnumerateArray().Select(example => example.GetString())];
    }

    private async Task<(Buyer Friend, JsonElement Goods)> SpendAsync(string code, decimal price)
    {
        var friend = (await Shop.SignUpAsync()).At(Till);
        var goods = await friend.OrderAsync((await Shop.Catalogue.AddProductAsync(price: price), 1));
        await RedeemAsync(friend, goods, code);
        return (friend, goods);
    }
}
