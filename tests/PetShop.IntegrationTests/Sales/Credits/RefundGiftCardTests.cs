using PetShop.Api.Core.Integrity;
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

    /// <summary>What a check of the integrity report finds wrong.</summary>
    private async Task<List<string?>> CheckAsync(string name)
    {
        await Shop.RunJobAsync<IntegrityJob>();
        var report = await (await Shop.AdminAsync()).ReadAsync("/admin/integrity");
        return [.. report.GetProperty("checks").EnumerateArray().Single(check => check.Text("name") == name)
            .GetProperty("last").GetProperty("examples").EnumerateArray().Select(example => example.GetString())];
    }
}
