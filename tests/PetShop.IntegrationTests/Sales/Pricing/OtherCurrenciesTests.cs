using System.Globalization;
using System.Text.Json;
using PetShop.IntegrationTests.Sales.Edits;
using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Sales.Pricing;

/// <summary>Shops whose currency has no decimals, or three.</summary>
public sealed class OtherCurrenciesTests : ShopTest
{
    /// <summary>Two lines at 7 and 19 %, 10 % off each, an amount off the order, a parcel; prices with tax.</summary>
    [Fact]
    public async Task Yen_are_never_divided()
    {
        var node = Shop.StartNode(("Shop:Currency", "JPY"));
        var (buyer, food, toy, order) = await OrderAsync(node, food: 1999, toy: 1505, amountOff: 100, parcel: 500);
        // 5997 − 600 (599.7) − 80 (79.94) and 1505 − 151 (150.5) − 20 (20.06).
        ShouldBe(order, "subtotal 7502 discount 851 shipping 500 tax 603 total 7151");
        Assert.Equal(["3 × 1999 − 680 = 5317, tax 348", "1 × 1505 − 171 = 1334, tax 213"], Items(order));
        // The parcel: 100 at 19 %, 400 at 7 %. 1434 × 19 / 119 = 228.96; 5717 × 7 / 107 = 374.01.
        Assert.Equal(["19 % of 1205 = 229", "7 % of 5343 = 374"], TaxLines(order));
        Assert.Equal("42", order.GetProperty("shipping").GetProperty("tax").GetRawText());

        var left = await CancelUnitAsync(buyer, order.Id(), food);
        // The discount: 680 × 2 / 3 = 453.33; the tax: 348 × 2 / 3 = 232.
        ShouldBe(left, "subtotal 5503 discount 624 shipping 500 tax 487 total 5379");
        Assert.Equal(["2 × 1999 − 453 = 3545, tax 232", "1 × 1505 − 171 = 1334, tax 213"], Items(left));

        // Half of 3545 is 1772.5; then the rest, the toy and the parcel.
        Assert.Equal([1773m, 3606m], await ReturnAllAsync(buyer, left, food, toy));
    }

    /// <summary>The same; prices without tax.</summary>
    [Fact]
    public async Task Dinars_have_a_thousand_parts()
    {
        var node = Shop.StartNode(("Shop:Currency", "KWD"), ("Tax:PricesIncludeTax", "false"));
        var (buyer, food, toy, order) =
            await OrderAsync(node, food: 1.335m, toy: 2.755m, amountOff: 0.1m, parcel: 1.5m);
        // 4.005 − 0.401 (0.4005) − 0.059 (0.05925) and 2.755 − 0.276 (0.2755) − 0.041 (0.04075).
        ShouldBe(order, "subtotal 6.760 discount 0.777 shipping 1.500 tax 0.889 total 8.372");
        Assert.Equal(["3 × 1.335 − 0.460 = 3.793, tax 0.248", "1 × 2.755 − 0.317 = 2.901, tax 0.463"], Items(order));
        // The parcel: 0.611 at 19 %, 0.889 at 7 %. 3.049 × 0.19 = 0.57931; 4.434 × 0.07 = 0.31038.
        Assert.Equal(["19 % of 3.049 = 0.579", "7 % of 4.434 = 0.310"], TaxLines(order));
        Assert.Equal("0.178", order.GetProperty("shipping").GetProperty("tax").GetRawText());

        var left = await CancelUnitAsync(buyer, order.Id(), food);
        // The discount: 0.460 × 2 / 3 = 0.30667; the tax: 0.248 × 2 / 3 = 0.16533.
        ShouldBe(left, "subtotal 5.425 discount 0.624 shipping 1.500 tax 0.806 total 7.107");
        Assert.Equal(["2 × 1.335 − 0.307 = 2.528, tax 0.165", "1 × 2.755 − 0.317 = 2.901, tax 0.463"], Items(left));

        Assert.Equal([1.264m, 5.843m], await ReturnAllAsync(buyer, left, food, toy));
    }

    [Theory, InlineData("JPY", "10", "10.5"), InlineData("KWD", "10.125", "10.1255")]
    [InlineData("EUR", "9.99", "9.995")]
    public async Task What_admins_enter_has_at_most_the_decimals_of_the_currency(
        string currency, string fitting, string tooFine)
    {
        var admin = (await Shop.AdminAsync()).At(Shop.StartNode(("Shop:Currency", currency)));
        var zone = (await (await admin.PostAsync("/sales/shipping-zones",
            new { name = "Home", countries = new[] { "DE" } })).ShouldBeAsync(HttpStatusCode.Created)).Id();
        var made = 0;
        string Product(string member) => $$"""
            {"name":"Ball","category":"toys","pet_type":"dog","price":1,"stock_quantity":1,{{member}}}
            """;
        string Method(string steps, string member = "") => $$"""
            {"zone_id":{{zone}},"code":"c{{made++}}","name":"Parcel","kind":"delivery","basis":"subtotal",
             "steps":[{{steps}}],"min_days":1,"max_days":2{{member}}}
            """;
        string Promotion(string discount, string member = "") =>
            $$"""{"name":"Sale","discount":{{discount}}{{member}}}""";
        string Tiers(string tier) => $$"""{"type":"tiered","tier_by":"subtotal","tiers":[{{tier}}]}""";
        const string Percent = """{"type":"percentage","percent":10}""", Products = "/products",
            Methods = "/sales/shipping-methods";
        foreach (var (path, body, field) in new (string, Func<string, string>, string)[]
        {
            (Products, amount => Product($"\"cost\":{amount}"), "cost"),
            (Products, amount => Product("\"cost\":1").Replace("\"price\":1", $"\"price\":{amount}"), "price"),
            (Methods, amount => Method($$"""{"from":0,"price":{{amount}}}"""), "steps[0].price"),
            (Methods, amount => Method($$"""{"from":0,"price":1},{"from":{{amount}},"price":1}"""), "steps[1].from"),
            (Methods, amount => Method("""{"from":0,"price":1}""", $",\"free_from\":{amount}"), "free_from"),
            (PromotionSteps.Url, amount => Promotion($$"""{"type":"fixed_amount","amount":{{amount}}}"""),
                "discount.amount"),
            (PromotionSteps.Url, amount => Promotion(Percent, $",\"minimum_subtotal\":{amount}"), "minimum_subtotal"),
            (PromotionSteps.Url, amount => Promotion(Tiers($$"""{"from":{{amount}},"percent":5}""")),
                "discount.tiers[0].from"),
            (PromotionSteps.Url, amount => Promotion(Tiers($$"""{"from":1,"amount":{{amount}}}""")),
                "discount.tiers[0].amount"),
        })
        {
            await (await admin.SendTextAsync(HttpMethod.Post, path, body(tooFine))).ShouldRejectFieldAsync(field);
            var right = await (await admin.SendTextAsync(HttpMethod.Post, path, body(fitting)))
                .ShouldBeAsync(HttpStatusCode.Created);
            Assert.Contains(fitting, right.GetRawText(), StringComparison.Ordinal);
        }
        var product = (await admin.ReadAsync("/products")).Items()[0].Id();
        await (await admin.SendTextAsync(HttpMethod.Put, $"/products/{product}", $$"""{"price":{{tooFine}}}"""))
            .ShouldRejectFieldAsync("price");
    }

    /// <summary>Three units of food and a toy, ordered as quoted.</summary>
    private async Task<(Buyer Buyer, long Food, long Toy, JsonElement Order)> OrderAsync(
        ShopNode node, decimal food, decimal toy, decimal amountOff, decimal parcel)
    {
        var admin = (await Shop.AdminAsync()).At(node);
        var (foodId, toyId) = (await AddAsync("Food", "dry-food", food), await AddAsync("Toy", "toys", toy));
        var zone = await CreateAsync("/sales/shipping-zones", new { name = "Home", countries = new[] { "DE" } });
        await CreateAsync("/sales/shipping-methods", new
        {
            zone_id = zone,
            code = "parcel",
            name = "Parcel",
            kind = "delivery",
            basis = "flat",
            steps = new[] { new { from = 0, price = parcel } },
            min_days = 1,
            max_days = 2,
        });
        await CreateAsync(PromotionSteps.Url, new { name = "Tenth", discount = PromotionSteps.TenPercent });
        await CreateAsync(PromotionSteps.Url,
            new { name = "Off", discount = new { type = "fixed_amount", amount = amountOff, target = "order" } });
        var buyer = (await Shop.SignUpAsync()).At(node);
        await buyer.FillCartAsync((foodId, 3), (toyId, 1));
        var quote = await buyer.QuoteAsync(new { ship_to = PricingSteps.Hamburg });
        var order = (await (await buyer.PostAsync("/sales/orders",
            new { ship_to = PricingSteps.Hamburg, expected_total = quote.Amount("total_amount") }))
            .ShouldBeAsync(HttpStatusCode.Created)).GetProperty("order");
        foreach (var member in new[] { "items", "tax_lines", "shipping", "promotions" })
            Assert.Equal(quote.GetProperty(member).GetRawText(), order.GetProperty(member).GetRawText());
        await ShouldBeExplainedAsync(buyer, order);
        return (buyer, foodId, toyId, order);

        Task<long> AddAsync(string name, string category, decimal price) => CreateAsync(
            "/products", new { name, category, pet_type = "dog", price, stock_quantity = 10 });

        async Task<long> CreateAsync(string path, object body) =>
            (await (await admin.PostAsync(path, body)).ShouldBeAsync(HttpStatusCode.Created)).Id();
    }

    private static async Task<JsonElement> CancelUnitAsync(Buyer buyer, long order, long product)
    {
        var left = await (await buyer.CancelUnitsAsync(order, (product, 1))).ShouldBeAsync(HttpStatusCode.OK);
        await ShouldBeExplainedAsync(buyer, left);
        return left;
    }

    /// <summary>Returns a unit of food, then the other one and the toy.</summary>
    /// <returns>The refunds, which sum to what was charged.</returns>
    private async Task<List<decimal>> ReturnAllAsync(Buyer buyer, JsonElement order, long food, long toy)
    {
        var admin = (await Shop.AdminAsync()).At(Shop.StartNode(("Shop:Currency", order.Text("currency"))));
        await admin.PayAsync(order.Id("invoice_id"));
        await admin.DeliverAsync(order.Id());
        await admin.MoveReturnAsync(await buyer.AskReturnAsync(order.Id(), (food, 1)), "approved", "processed");
        await admin.MoveReturnAsync(
            await buyer.AskReturnAsync(order.Id(), (food, 1), (toy, 1)), "approved", "processed");
        var refunds = (await buyer.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items()
            .Select(refund => refund.Amount("amount")).ToList();
        Assert.Equal(order.Amount("total_amount"), refunds.Sum());
        Assert.Equal(order.Amount("total_amount"), (await buyer.ReadAsync(
            $"/sales/invoices/{order.Id("invoice_id")}")).Amount("refunded_amount"));
        return refunds;
    }

    /// <summary>The parts of the order and the steps of its explanation both sum to its total.</summary>
    private static async Task ShouldBeExplainedAsync(Buyer buyer, JsonElement order)
    {
        var total = order.Amount("total_amount");
        Assert.Equal(total, order.Items().Sum(item => item.Amount("total"))
            + order.GetProperty("shipping").Amount("total"));
        Assert.Equal(order.Amount("tax_total"), order.GetProperty("tax_lines").EnumerateArray()
            .Sum(line => line.Amount("tax")));
        Assert.Equal(order.Amount("tax_total"), order.Items().Sum(item => item.Amount("tax"))
            + order.GetProperty("shipping").Amount("tax"));
        var steps = (await buyer.ReadAsync($"/sales/orders/{order.Id()}/explain")).GetProperty("steps")
            .EnumerateArray().ToList();
        var tax = order.GetProperty("prices_include_tax").GetBoolean() ? 0 : 1;
        Assert.Equal(total, steps.Sum(step => step.Amount("amount") * step.Text("step") switch
        {
            "line_amount" or "shipping" or "cancelled_discount" => 1,
            "line_discount" or "order_discount" or "shipping_discount" or "cancelled_units" => -1,
            "tax" => tax,
            "cancelled_tax" => -tax,
            _ => 0,
        }));
        Assert.Equal(("total", total), (steps[^1].Text("step"), steps[^1].Amount("amount")));
    }

    private static void ShouldBe(JsonElement order, string expected)
    {
        string Raw(string name) => order.GetProperty(name).GetRawText();
        Assert.Equal(expected, $"subtotal {Raw("subtotal")} discount {Raw("discount_total")} "
            + $"shipping {Raw("shipping_total")} tax {Raw("tax_total")} total {Raw("total_amount")}");
    }

    private static IEnumerable<string> Items(JsonElement order) => order.Items().Select(item =>
        string.Create(CultureInfo.InvariantCulture, $"{item.Count("quantity")} × {item.Money("price")} "
            + $"− {item.Money("discount")} = {item.Money("total")}, tax {item.Money("tax")}"));

    private static IEnumerable<string> TaxLines(JsonElement order) =>
        order.GetProperty("tax_lines").EnumerateArray().Select(line => string.Create(CultureInfo.InvariantCulture,
            $"{line.Money("percent")} % of {line.Money("taxable_amount")} = {line.Money("tax")}"));
}
