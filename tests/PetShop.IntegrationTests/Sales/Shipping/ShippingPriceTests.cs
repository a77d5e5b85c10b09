using PetShop.IntegrationTests.Sales.Pricing;
using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Sales.Shipping;

/// <summary>Which step of a shipping price applies at its borders.</summary>
public sealed class ShippingPriceTests : ShopTest
{
    [Fact]
    public async Task A_step_by_weight_begins_at_exactly_its_weight()
    {
        await AddMethodAsync("weight", [(0, 4.90m), (2.5m, 6.90m), (10.125m, 9.90m)]);
        var letter = await AddAsync(null);
        var (clip, tin) = (await AddAsync(0.001m), await AddAsync(0.125m));
        var (bag, box) = (await AddAsync(0.833m), await AddAsync(1.25m));
        var buyer = await Shop.SignUpAsync();
        foreach (var (lines, weight, price) in new ((long, int)[], decimal, decimal)[]
        {
            ([(letter, 3)], 0, 4.90m), ([(clip, 1), (letter, 1)], 0.001m, 4.90m),
            ([(bag, 3)], 2.499m, 4.90m), ([(bag, 3), (clip, 1)], 2.5m, 6.90m), ([(box, 2)], 2.5m, 6.90m),
            ([(box, 2), (clip, 1)], 2.501m, 6.90m),
            ([(bag, 12), (tin, 1), (clip, 3)], 10.124m, 6.90m), ([(bag, 12), (tin, 1), (clip, 4)], 10.125m, 9.90m),
            ([(box, 8), (tin, 1), (letter, 1)], 10.125m, 9.90m), ([(box, 8), (tin, 1), (clip, 1)], 10.126m, 9.90m),
            ([(box, 100)], 125m, 9.90m),
        })
            Assert.Equal((weight, price), await ChargedAsync(buyer, null, lines));

        async Task<long> AddAsync(decimal? weight) => (await Shop.Catalogue.CreateAsync(new
        {
            name = $"Goods of {weight} kg",
            category = "toys",
            pet_type = "dog",
            price = 1m,
            stock_quantity = 1_000,
            weight,
        })).Id();
    }

    [Fact]
    public async Task A_step_by_subtotal_begins_at_exactly_its_amount_after_discounts()
    {
        await AddMethodAsync("subtotal", [(0, 5.90m), (20, 3.90m), (49.99m, 1.90m)], freeFrom: 100);
        var (cent, almost, ten) = await AddGoodsAsync();
        await AddAmountOffAsync("TENOFF", 10);
        var buyer = await Shop.SignUpAsync();
        foreach (var (code, lines, goods, price) in new (string?, (long, int)[], decimal, decimal)[]
        {
            (null, [(cent, 1)], 0.01m, 5.90m), (null, [(ten, 1), (almost, 1)], 19.99m, 5.90m),
            (null, [(ten, 2)], 20, 3.90m), (null, [(ten, 2), (cent, 1)], 20.01m, 3.90m),
            (null, [(ten, 3), (almost, 2)], 49.98m, 3.90m), (null, [(ten, 4), (almost, 1)], 49.99m, 1.90m),
            (null, [(ten, 5)], 50, 1.90m), (null, [(ten, 9), (almost, 1)], 99.99m, 1.90m),
            (null, [(ten, 10)], 100, 0), (null, [(ten, 10), (cent, 1)], 100.01m, 0),
            ("TENOFF", [(ten, 2), (almost, 1)], 19.99m, 5.90m), ("TENOFF", [(ten, 3)], 20, 3.90m),
            ("TENOFF", [(ten, 5), (almost, 1)], 49.99m, 1.90m), ("TENOFF", [(ten, 10), (almost, 1)], 99.99m, 1.90m),
            ("TENOFF", [(ten, 11)], 100, 0), ("TENOFF", [(ten, 1)], 0, 5.90m),
        })
            Assert.Equal((goods, price), await ChargedAsync(buyer, code, lines));
    }

    [Theory, InlineData("weight"), InlineData("flat")]
    public async Task It_is_free_from_exactly_the_amount_whatever_the_price_depends_on(string basis)
    {
        await AddMethodAsync(basis, [(0, 4.90m)], freeFrom: 49.99m);
        var (cent, almost, ten) = await AddGoodsAsync();
        await AddAmountOffAsync("CENT", 0.01m);
        var buyer = await Shop.SignUpAsync();
        foreach (var (code, lines, price) in new (string?, (long, int)[], decimal)[]
        {
            (null, [(ten, 3), (almost, 2)], 4.90m), (null, [(ten, 4), (almost, 1)], 0), (null, [(ten, 5)], 0),
            ("CENT", [(ten, 4), (almost, 1)], 4.90m), ("CENT", [(ten, 5)], 0), ("CENT", [(cent, 1)], 4.90m),
        })
            Assert.Equal(price, (await ChargedAsync(buyer, code, lines)).Price);
    }

    private async Task<(long Cent, long Almost, long Ten)> AddGoodsAsync() => (
        await Shop.Catalogue.AddProductAsync(stock: 1_000, price: 0.01m),
        await Shop.Catalogue.AddProductAsync(stock: 1_000, price: 9.99m),
        await Shop.Catalogue.AddProductAsync(stock: 1_000, price: 10m));

    private Task AddAmountOffAsync(string code, decimal amount) => Shop.AddPromotionAsync(new
    {
        name = code, discount = new { type = "fixed_amount", amount, target = "order" }, codes = new[] { code },
    });

    private async Task AddMethodAsync(string basis, (decimal From, decimal Price)[] steps, decimal? freeFrom = null)
    {
        var admin = await Shop.AdminAsync();
        var zone = (await (await admin.PostAsync("/sales/shipping-zones",
            new { name = "Home", countries = new[] { "DE" } })).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await (await admin.PostAsync("/sales/shipping-methods", new
        {
            zone_id = zone,
            code = "parcel",
            name = "Parcel",
            kind = "delivery",
            basis,
            steps = steps.Select(step => new { from = step.From, price = step.Price }).ToArray(),
            free_from = freeFrom,
            min_days = 1,
            max_days = 2,
        })).ShouldBeAsync(HttpStatusCode.Created);
    }

    /// <summary>What a quote says and the order then charges.</summary>
    /// <returns>What the price was chosen by, and the price.</returns>
    private static async Task<(decimal Measured, decimal Price)> ChargedAsync(
        Buyer buyer, string? code, (long, int)[] lines)
    {
        await buyer.FillCartAsync(lines);
        string[] codes = code is null ? [] : [code];
        var quote = await buyer.QuoteAsync(new { ship_to = PricingSteps.Hamburg, promotion_codes = codes });
        var placed = await (await buyer.PostAsync("/sales/orders", new
        {
            ship_to = PricingSteps.Hamburg,
            promotion_codes = codes,
            expected_total = quote.Amount("total_amount"),
        })).ShouldBeAsync(HttpStatusCode.Created);
        var charged = placed.GetProperty("order").Amount("shipping_total");
        Assert.Equal(quote.Amount("shipping_total"), charged);
        Assert.Equal(charged, Assert.Single(quote.GetProperty("shipping_options").EnumerateArray()).Amount("total"));
        Assert.Equal(
            quote.Amount("subtotal") - quote.Amount("discount_total") + charged, quote.Amount("total_amount"));
        return (quote.GetProperty("steps").EnumerateArray().Single(step => step.Text("step") == "shipping")
            .Amount("base"), charged);
    }
}
