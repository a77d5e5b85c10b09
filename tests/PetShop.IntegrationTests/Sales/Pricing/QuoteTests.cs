using System.Text.Json;
using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Sales.Pricing;

public sealed class QuoteTests : ShopTest
{
    [Fact]
    public async Task An_order_costs_what_its_quote_said_and_explains_it_alike()
    {
        await Shop.AddShippingAsync();
        await Shop.AddCodeAsync("SPRING");
        var buyer = await Shop.SignUpAsync();
        await buyer.FillCartAsync((await Shop.Catalogue.AddProductAsync(price: 9.99m), 3),
            (await Shop.Catalogue.AddProductAsync(price: 4.05m), 1));
        var how = new { ship_to = PricingSteps.Hamburg, promotion_codes = new[] { " spring " } };
        var quote = await buyer.QuoteAsync(how);
        // Of each line, rounded: 10 % of 29.97 and of 4.05.
        Assert.Equal((34.02m, 3.41m, 4.90m), (quote.Amount("subtotal"), quote.Amount("discount_total"),
            quote.Amount("shipping_total")));
        Assert.Equal(35.51m, quote.Amount("total_amount"));
        Assert.Equal(5.67m, quote.Amount("tax_total"));        // 35.51 × 19 / 119 = 5.6696
        var placed = (await (await buyer.PostAsync("/sales/orders", new
        {
            how.ship_to, how.promotion_codes, expected_total = quote.Amount("total_amount"),
        })).ShouldBeAsync(HttpStatusCode.Created)).GetProperty("order");
        foreach (var member in new[] { "items", "promotions", "tax_lines", "shipping", "total_amount", "tax_total" })
            Assert.Equal(quote.GetProperty(member).GetRawText(), placed.GetProperty(member).GetRawText());
        Assert.Equal(quote.GetProperty("steps").GetRawText(),
            (await buyer.ReadAsync($"/sales/orders/{placed.Id()}/explain")).GetProperty("steps").GetRawText());
    }

    [Fact]
    public async Task A_quote_offers_every_method_with_its_total_and_keeps_the_cart()
    {
        var (parcel, express) =
            (await Shop.AddShippingAsync(), await Shop.AddShippingAsync(price: 9.90m, code: "express"));
        var buyer = await Shop.SignUpAsync();
        await buyer.FillCartAsync((await Shop.Catalogue.AddProductAsync(price: 10), 2));
        var quote = await buyer.QuoteAsync(new { shipping_method_id = express });
        Assert.Equal(29.90m, quote.Amount("total_amount"));
        Assert.Equal([(parcel, 4.90m, 24.90m), (express, 9.90m, 29.90m)],
            quote.GetProperty("shipping_options").EnumerateArray()
                .Select(option => (option.Id("method_id"), option.Amount("total"), option.Amount("total_amount"))));
        Assert.Equal(1, (await buyer.CartAsync()).GetProperty("items").GetArrayLength());
        await (await buyer.PostAsync($"/sales/carts/{buyer.UserId}/quote", new { shipping_method_id = 999_999 }))
            .ShouldRejectFieldAsync("shipping_method_id");
    }

    [Fact]
    public async Task A_quote_says_why_a_code_has_no_effect()
    {
        await Shop.AddCodeAsync("ONCE", maxUses: 1);
        var (first, buyer) = (await Shop.SignUpAsync(), await Shop.SignUpAsync());
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        await first.FillCartAsync((ball, 1));
        await buyer.FillCartAsync((ball, 1));
        await (await first.PostAsync("/sales/orders",
            new { shipping_address = SalesSteps.Address, promotion_codes = new[] { "once" } }))
            .ShouldBeAsync(HttpStatusCode.Created);
        var quote = await buyer.QuoteAsync(new { promotion_codes = new[] { "ONCE", "NEVER" } });
        Assert.Equal([("ONCE", "used_up"), ("NEVER", "unknown")], quote.GetProperty("refused_codes").EnumerateArray()
            .Select(code => (code.Text("code"), code.Text("reason"))));
        Assert.Equal(10, quote.Amount("total_amount"));
        await (await buyer.PostAsync("/sales/orders",
            new { shipping_address = SalesSteps.Address, promotion_codes = new[] { "ONCE" } }))
            .ShouldRejectFieldAsync("promotion_codes[0]");
    }

    [Fact]
    public async Task Codes_that_take_nothing_off_these_goods_say_why_and_prevent_no_order()
    {
        var (ball, bed) = (await Shop.Catalogue.AddProductAsync(price: 10), await Shop.Catalogue.AddProductAsync());
        await AddAsync("LATER", new { minimum_subtotal = 50 });
        await AddAsync("BEDS", new { applies_to = new { product_ids = new[] { bed } } });
        await AddAsync("LESS", new { exclusive = true });
        await AddAsync("MORE", new { discount = new { type = "percentage", percent = 20 } });
        var buyer = await Shop.SignUpAsync();
        await buyer.FillCartAsync((ball, 1));
        string[] codes = ["later", "BEDS", "LESS", "MORE"];
        var quote = await buyer.QuoteAsync(new { promotion_codes = codes });
        Assert.Equal(
            [
                ("later", "minimum_not_reached", "The code later is for goods of at least 50.00 EUR."),
                ("BEDS", "no_matching_goods", "The code BEDS is for other goods."),
                ("LESS", "nothing_off", "The code LESS takes nothing off: it needs more units, nothing is "
                    + "charged for shipping, or other promotions take off more."),
            ],
            quote.GetProperty("refused_codes").EnumerateArray()
                .Select(code => (code.Text("code"), code.Text("reason"), code.Text("message"))));
        Assert.Equal(8, quote.Amount("total_amount"));
        await (await buyer.PutAsync($"/sales/carts/{buyer.UserId}/promotion-codes", new { promotion_codes = codes }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["promotion_code_idle", "promotion_code_idle"], (await buyer.CartAsync()).GetProperty("notices")
            .EnumerateArray().Select(notice => notice.Text("code")));
        await (await buyer.CheckOutCartAsync()).ShouldBeAsync(HttpStatusCode.Created);

        async Task AddAsync(string code, object more)
        {
            var promotion = JsonSerializer.SerializeToNode(
                new { name = code, discount = PromotionSteps.TenPercent, codes = new[] { code } })!.AsObject();
            foreach (var (name, value) in JsonSerializer.SerializeToNode(more)!.AsObject())
                promotion[name] = value?.DeepClone();
            await Shop.AddPromotionAsync(promotion);
        }
    }

    [Fact]
    public async Task An_empty_cart_and_a_place_without_delivery_are_refused()
    {
        await Shop.AddShippingAsync();
        var buyer = await Shop.SignUpAsync();
        var path = $"/sales/carts/{buyer.UserId}/quote";
        await (await buyer.PostAsync(path, new { })).ShouldBeProblemAsync(HttpStatusCode.Conflict, "cart-empty");
        var ball = await Shop.Catalogue.AddProductAsync();
        await buyer.FillCartAsync((ball, 1));
        await (await buyer.PostAsync(path, new { ship_to = PricingSteps.Paris }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "no-shipping");
        await (await buyer.PostAsync("/sales/orders", new { ship_to = PricingSteps.Paris }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "no-shipping");
        Assert.Equal(1, (await buyer.CartAsync()).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Nobody_who_gave_an_address_has_to_collect_what_is_too_heavy()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var zone = (await (await admin.PostAsync("/sales/shipping-zones",
            new { name = "Home", countries = new[] { "DE" } })).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await buyer.FillCartAsync((await Shop.Catalogue.AddProductAsync(), 1));
        var path = $"/sales/carts/{buyer.UserId}/quote";
        await (await buyer.PostAsync(path, new { })).ShouldBeProblemAsync(HttpStatusCode.Conflict, "no-shipping");
        var pickUp = (await (await admin.PostAsync("/sales/shipping-methods", new
        {
            zone_id = zone,
            code = "shop",
            name = "Shop",
            kind = "pick_up",
            basis = "flat",
            steps = new[] { new { from = 0, price = 0 } },
            min_days = 0,
            max_days = 1,
        })).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await (await buyer.PostAsync(path, new { })).ShouldBeProblemAsync(HttpStatusCode.Conflict, "no-shipping");
        Assert.Equal(0, (await buyer.QuoteAsync(new { shipping_method_id = pickUp })).Amount("shipping_total"));
    }

    [Fact]
    public async Task A_quote_goes_to_the_default_address_as_an_order_does()
    {
        await Shop.AddShippingAsync();
        await Shop.AddShippingAsync("FR", price: 9.90m);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await buyer.AddAddressAsync(PricingSteps.Paris);
        await buyer.FillCartAsync((await Shop.Catalogue.AddProductAsync(price: 10), 1));
        var quote = await buyer.QuoteAsync();
        Assert.Equal(19.90m, quote.Amount("total_amount"));
        var placed = await (await buyer.PostAsync("/sales/orders",
            new { expected_total = quote.Amount("total_amount") })).ShouldBeAsync(HttpStatusCode.Created);
        var order = placed.GetProperty("order").Id();
        await (await admin.PutAsync($"/sales/orders/{order}", new { ship_to = PricingSteps.Hamburg }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "price-depends-on-address");
    }

    [Fact]
    public async Task A_verified_business_abroad_pays_no_tax()
    {
        await Shop.AddShippingAsync("FR", price: 11.90m);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await buyer.FillCartAsync((await Shop.Catalogue.AddProductAsync(price: 119), 1));
        var how = new { ship_to = PricingSteps.Paris };
        Assert.Equal(130.90m, (await buyer.QuoteAsync(how)).Amount("total_amount"));
        var number = new { vat_number = "FR40303265045" };
        await (await buyer.PutAsync($"/auth/users/{buyer.UserId}", number)).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(130.90m, (await buyer.QuoteAsync(how)).Amount("total_amount"));
        await (await admin.PutAsync($"/auth/users/{buyer.UserId}/vat-verification",
            new { number.vat_number, verified = true })).ShouldBeAsync(HttpStatusCode.OK);
        var quote = await buyer.QuoteAsync(how);
        Assert.Equal((110.00m, 0m), (quote.Amount("total_amount"), quote.Amount("tax_total")));
        Assert.Equal("reverse_charge", quote.GetProperty("tax_lines")[0].Text("treatment"));
    }

    [Theory]
    [InlineData("""{"promotion_codes":[""]}""", "promotion_codes")]
    [InlineData("""{"promotion_codes":["A","A"]}""", "promotion_codes")]
    [InlineData("""{"promotion_codes":["A1","A2","A3","A4","A5","A6","A7","A8","A9","A10","A11"]}""",
        "promotion_codes")]
    [InlineData("""{"shipping_method_id":0}""", "shipping_method_id")]
    [InlineData("""{"ship_to":{"name":"A"}}""", "ship_to.line1")]
    public async Task Bad_requests_are_refused_at_their_field(string body, string field)
    {
        var buyer = await Shop.SignUpAsync();
        var refused = await (await buyer.SendTextAsync(HttpMethod.Post, $"/sales/carts/{buyer.UserId}/quote", body))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation");
        Assert.Contains(field, refused.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }
}
