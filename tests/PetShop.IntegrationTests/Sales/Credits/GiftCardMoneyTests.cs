using System.Text.Json;
using PetShop.IntegrationTests.Core.Database;

namespace PetShop.IntegrationTests.Sales.Credits;

/// <summary>What can be spent of gift cards whose money is in doubt, or is gone.</summary>
public sealed class GiftCardMoneyTests : BoughtGiftCardTest
{
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
}
