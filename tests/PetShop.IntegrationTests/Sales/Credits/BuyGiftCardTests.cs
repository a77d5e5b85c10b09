using System.Text.Json;
using PetShop.IntegrationTests.Sales.Guests;
using PetShop.IntegrationTests.Sales.Papers;
using PetShop.IntegrationTests.Sales.Pricing;
using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Sales.Credits;

/// <summary>Buying gift cards and taking their codes.</summary>
public sealed class BuyGiftCardTests : BoughtGiftCardTest
{
    [Fact]
    public async Task Each_paid_unit_becomes_a_gift_card_whose_code_is_shown_once_and_pays()
    {
        var (buyer, admin, order) = await OrderCardsAsync();
        Assert.Equal((100m, 0m, 0m), (order.Money("total_amount"), order.Money("tax_total"),
            order.Money("shipping_total")));
        Assert.Equal(JsonValueKind.Null, order.GetProperty("shipping").ValueKind);
        Assert.Equal("voucher", order.GetProperty("tax_lines")[0].Text("treatment"));
        await (await TryTakeAsync(buyer, order)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-not-paid");
        await PayAsync(buyer, order);
        Assert.Equal("delivered", await buyer.StatusAsync($"/sales/orders/{order.Id()}"));
        var first = await TryTakeAsync(buyer, order, 1, key: "first");
        var code = (await first.ShouldBeAsync(HttpStatusCode.OK)).Text("code");
        Assert.True(first.Headers.CacheControl!.NoStore);
        Assert.Equal(code, (await (await TryTakeAsync(buyer, order, 1, key: "first")).ShouldBeAsync(HttpStatusCode.OK))
            .Text("code"));
        var again = await (await TryTakeAsync(buyer, order)).ShouldBeProblemAsync(
            HttpStatusCode.Conflict, "gift-card-code-taken");
        Assert.Contains(code[^4..], again.Text("detail"), StringComparison.Ordinal);
        await TakeAsync(buyer, order, 2);
        await (await TryTakeAsync(buyer, order, 3)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        var cards = (await buyer.ReadAsync(PathOf(order))).Items();
        Assert.Equal([(1, 50m), (2, 50m)], cards.Select(card => (card.Count("number"), card.Money("amount"))));
        Assert.All(cards, card => Assert.False(card.TryGetProperty("admin_data", out _)));
        var credit = (await admin.ReadAsync(PathOf(order))).Items()[0].GetProperty("admin_data").Id("store_credit_id");
        var issued = (await admin.ReadAsync($"{Credits}/{credit}/movements")).Items()[0];
        Assert.Equal(("issued", 50m, order.Id()),
            (issued.Text("kind"), issued.Money("amount"), issued.Id("order_id")));
        var friend = (await Shop.SignUpAsync()).At(Till);
        var goods = await friend.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 20), 1));
        await RedeemAsync(friend, goods, code);
        Assert.Equal(30m, await WorthAsync(friend, code));
        Assert.Equal([(2L, 50m), (1L, 50m)], (await admin.ReadAsync($"/sales/orders/{order.Id()}/timeline")).Items()
            .Where(entry => entry.Text("type") == "gift_card_code_taken")
            .Select(entry => (entry.Id("gift_card_number"), entry.GetProperty("after").Money("amount"))));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task Of_many_that_take_a_code_at_once_one_gets_it()
    {
        var (buyer, _, order) = await BuyCardsAsync();
        var other = buyer.At(Shop.StartNode(CardSettings));
        var answers = await SalesSteps.AtOnceAsync(20, i => TryTakeAsync(i % 2 == 0 ? buyer : other, order));
        Assert.Equal(1, answers.CountOf(HttpStatusCode.OK));
        Assert.Equal(19, answers.CountOf(HttpStatusCode.Conflict));
        Assert.Equal(50m, await Shop.Database.ReadAsync<decimal>("SELECT sum(balance) FROM store_credits"));
    }

    [Fact]
    public async Task Only_the_customer_takes_codes()
    {
        var (buyer, admin, order) = await BuyCardsAsync();
        await (await TryTakeAsync(admin, order)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        var stranger = (await Shop.SignUpAsync()).At(Till);
        await (await TryTakeAsync(stranger, order)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await stranger.GetAsync(PathOf(order))).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await TakeAsync(buyer, order);
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM idempotency_records WHERE result::text ~ '[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}'
            """));
    }

    [Fact]
    public async Task Guests_buy_gift_cards_by_their_link()
    {
        var guest = await Guest.BeginAsync(Till);
        var placed = await guest.OrderAsync((await AddCardProductAsync(), 1));
        var links = placed.GetProperty("links");
        await (await guest.Caller.PostAsync(links.Text("payments"), new { method = "card", card_id = Visa }))
            .ShouldBeAsync(HttpStatusCode.Created);
        var list = links.Text("gift_cards");
        Assert.Equal(50m, (await guest.Caller.ReadAsync(list)).Items()[0].Money("amount"));
        var take = list.Replace("gift-cards?", "gift-cards/1/code?", StringComparison.Ordinal);
        var code = (await (await guest.Caller.PostAsync(take)).ShouldBeAsync(HttpStatusCode.OK)).Text("code");
        Assert.Equal(50m, await WorthAsync(guest.Caller, code));
        await (await guest.Caller.PostAsync(take[..^2])).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Gift_cards_are_ordered_apart_and_cost_what_they_are_worth()
    {
        var (buyer, admin) = ((await Shop.SignUpAsync()).At(Till), (await Shop.AdminAsync()).At(Till));
        var (card, ball) = (await AddCardProductAsync(), await Shop.Catalogue.AddProductAsync());
        await Shop.AddPromotionAsync(new { name = "Spring", discount = PromotionSteps.TenPercent });
        var mixed = await (await buyer.CheckOutAsync((card, 1), (ball, 1)))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-cards-not-alone");
        Assert.Contains("'Gift card'", mixed.Text("detail"), StringComparison.Ordinal);
        var cart = await buyer.FillCartAsync((card, 1), (ball, 1));
        Assert.Equal(["gift_cards_not_alone"], cart.GetProperty("notices").EnumerateArray()
            .Select(notice => notice.Text("code")));
        await (await buyer.PostAsync($"/sales/carts/{buyer.UserId}/quote", new { }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-cards-not-alone");
        await buyer.FillCartAsync((card, 2));
        var quote = await buyer.QuoteAsync();
        Assert.Equal((100m, 0m, 0m, 0), (quote.Money("total_amount"), quote.Money("discount_total"),
            quote.Money("shipping_total"), quote.GetProperty("shipping_options").GetArrayLength()));
        await (await buyer.PostAsync($"/sales/carts/{buyer.UserId}/quote", new { shipping_method_id = 1 }))
            .ShouldRejectFieldAsync("shipping_method_id");
        var second = await AddCardProductAsync(25, "Small gift card");
        await (await buyer.CheckOutAsync((card, 60), (second, 41)))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-many-gift-cards");
        await (await admin.PutAsync($"/auth/users/{buyer.UserId}", new { payment_terms = "on_account" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var order = await buyer.OrderAsync((card, 1), (second, 2));
        Assert.Equal((100m, 0m), (order.Money("total_amount"), order.Money("discount_total")));
        Assert.Equal("prepaid", order.Text("payment_terms"));
        var goods = await buyer.OrderAsync((ball, 1));
        await (await admin.PostAsync($"/sales/orders/{goods.Id()}/edits", new
        {
            items = new[] { new { product_id = card, quantity = 1 } },
        })).ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-cards-not-alone");
    }

    [Fact]
    public async Task A_gift_card_costs_something_and_stays_one()
    {
        var admin = await Shop.AdminAsync();
        object Product(decimal price, string? from = null) => new
        {
            name = "Gift card", category = "toys", pet_type = "dog", price, stock_quantity = 5, is_gift_card = true,
            available_from = from,
        };
        await (await admin.PostAsync("/products", Product(0))).ShouldRejectFieldAsync("price");
        await (await admin.PostAsync("/products", Product(5, "2099-01-01"))).ShouldRejectFieldAsync("available_from");
        var card = await AddCardProductAsync();
        Assert.True((await Shop.Catalogue.PublicAsync(card)).GetProperty("is_gift_card").GetBoolean());
        await (await admin.PatchAsync($"/products/{card}", new { price = 0 })).ShouldRejectFieldAsync("price");
        await (await admin.PatchAsync($"/products/{card}", new { available_from = "2099-01-01" }))
            .ShouldRejectFieldAsync("available_from");
        await (await admin.PatchAsync($"/products/{card}", new { is_gift_card = false }))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        await (await admin.PatchAsync($"/products/{card}", new { price = 60 })).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_order_of_gift_cards_is_neither_shipped_edited_nor_returned()
    {
        var (buyer, admin, order) = await OrderCardsAsync();
        var path = $"/sales/orders/{order.Id()}";
        foreach (var status in new[] { "processing", "shipped", "delivered" })
        {
            var refusal = await (await admin.PatchAsync($"{path}/status", new { status }))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
            Assert.Equal(["confirmed", "cancelled"],
                refusal.GetProperty("allowed").EnumerateArray().Select(next => next.GetString()));
        }
        await (await admin.PostAsync($"{path}/shipments", new { }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
        var product = order.GetProperty("items")[0].Id("product_id");
        var one = new { items = new[] { new { product_id = product, quantity = 1 } } };
        await (await admin.PostAsync($"{path}/edits", one))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-cards-not-changeable");
        await (await buyer.PostAsync($"{path}/cancel", one))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-cards-not-changeable");
        await (await admin.PatchAsync($"{path}/status", new { status = "confirmed" })).ShouldBeAsync(HttpStatusCode.OK);
        await PayAsync(buyer, order);
        Assert.Equal("delivered", await buyer.StatusAsync(path));
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order.Id(), (product, 1))))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-cards-not-returnable");
        await (await buyer.PostAsync($"{path}/cancel")).ShouldBeProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Gift_cards_are_paid_with_money()
    {
        var (buyer, _, order) = await OrderCardsAsync();
        var (_, code) = await CardAsync(500);
        var credit = await CreditAsync(buyer, 500);
        await (await TryRedeemAsync(buyer, order, code))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-cards-need-money");
        await (await TrySpendAsync(buyer, order, credit))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-cards-need-money");
    }

    [Fact]
    public async Task A_cancelled_order_gives_its_stock_back_and_late_money_buys_nothing()
    {
        var (buyer, admin, order) = await OrderCardsAsync();
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(1_000, await Shop.Catalogue.StockOfAsync(order.GetProperty("items")[0].Id("product_id")));
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/payments",
            new { method = "bank_transfer", amount = 100m })).ShouldBeAsync(HttpStatusCode.Created);
        await (await TryTakeAsync(buyer, order)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-not-paid");
    }

    [Fact]
    public async Task The_invoice_says_that_it_is_not_subject_to_tax()
    {
        var (buyer, _, order) = await BuyCardsAsync();
        await Till.WritePapersAsync();
        var xml = await buyer.XmlAsync(await buyer.ReadAsync($"/sales/invoices/{order.Id("invoice_id")}"));
        Assert.Equal(["O"], xml.Descendants().Where(each => each.Name.LocalName is "TaxCategory"
            or "ClassifiedTaxCategory").Select(each => each.Elements().First().Value).Distinct());
        Assert.Equal(100m, xml.AmountOf("TaxInclusiveAmount"));
        Assert.DoesNotContain("Percent", xml.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Delivery", xml.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Date of supply", xml.ToString(), StringComparison.Ordinal);
        Assert.Contains("multi-purpose voucher", xml.ToString(), StringComparison.Ordinal);
    }
}
