using System.Globalization;
using System.Text.Json;
using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Sales.Pricing;

/// <summary>
/// <c>Tax__KeepGrossPrice</c> and <c>Tax__ShippingClass</c>, for a German shop that is registered in Poland too: 19 and
/// 7 % become 23 and 8 %. Two bags of food for 15.99 (reduced), a lead for 12.00 (standard), a parcel for 4.90.
/// </summary>
public sealed class TaxSettingsTests : ShopTest
{
    private const string Keep = "Tax:KeepGrossPrice";
    private const string ShippingClass = "Tax:ShippingClass";
    private static readonly object Warsaw = new
    {
        name = "Ada Lovelace",
        line1 = "1 Nowy Swiat",
        postal_code = "00-496",
        city = "Warsaw",
        country = "PL",
    };

    private long _food, _lead;

    [Fact]
    public async Task By_default_the_price_stays_and_the_shop_bears_the_difference_between_the_rates()
    {
        var buyer = await StartAsync();
        // At home: 13.34 × 19 / 119 = 2.130 and 35.54 × 7 / 107 = 2.325.
        await ShouldChargeAsync(buyer, PricingSteps.Hamburg, Both, "15.99 12.00 + 4.90 = 48.88",
            "19 % of 11.21 = 2.13", "7 % of 33.21 = 2.33");
        // The parcel: 1.34 and 3.56. 13.34 × 23 / 123 = 2.494; 35.54 × 8 / 108 = 2.633.
        await ShouldChargeAsync(buyer, Warsaw, Both, "15.99 12.00 + 4.90 = 48.88",
            "23 % of 10.85 = 2.49", "8 % of 32.91 = 2.63");
    }

    [Fact]
    public async Task Without_it_the_tax_of_the_destination_replaces_that_of_the_shop()
    {
        var buyer = await StartAsync((Keep, "false"));
        await ShouldChargeAsync(buyer, PricingSteps.Hamburg, Both, "15.99 12.00 + 4.90 = 48.88",
            "19 % of 11.21 = 2.13", "7 % of 33.21 = 2.33");
        // 15.99 × 1.08 / 1.07 = 16.139 and 12 × 1.23 / 1.19 = 12.403. The parcel: 1.36 × 1.23 / 1.19
        // + 3.54 × 1.08 / 1.07 = 4.979, of which 1.38 at 23 % and 3.60 at 8 %: 13.78 × 23 / 123 = 2.577;
        // 35.88 × 8 / 108 = 2.658.
        var order = await ShouldChargeAsync(buyer, Warsaw, Both, "16.14 12.40 + 4.98 = 49.66",
            "23 % of 11.20 = 2.58", "8 % of 33.22 = 2.66");
        var converted = (await buyer.ReadAsync($"/sales/orders/{order.Id()}/explain")).GetProperty("steps")
            .EnumerateArray().Where(step => step.Text("step") == "unit_price");
        Assert.Equal([(1, 15.99m, 16.14m), (2, 12.00m, 12.40m)], converted.Select(
            step => (step.Count("item"), step.Amount("base"), step.Amount("amount"))));
    }

    [Fact]
    public async Task An_amount_off_takes_the_same_part_off_the_converted_prices()
    {
        await Shop.AddPromotionAsync(new
        {
            name = "Five", discount = new { type = "fixed_amount", amount = 5, target = "order" },
        });
        var buyer = await StartAsync((Keep, "false"));
        // 5 × 44.68 / 43.98 = 5.0796, of which 3.67 off the food and 1.41 off the lead. The parcel still costs 4.98.
        // 12.37 × 23 / 123 = 2.313; 32.21 × 8 / 108 = 2.386.
        var order = await ShouldChargeAsync(buyer, Warsaw, Both, "16.14 12.40 + 4.98 = 44.58",
            "23 % of 10.06 = 2.31", "8 % of 29.82 = 2.39");
        Assert.Equal([3.67m, 1.41m], order.Items().Select(item => item.Amount("discount")));
        var discount = (await buyer.ReadAsync($"/sales/orders/{order.Id()}/explain")).GetProperty("steps")
            .EnumerateArray().Single(step => step.Text("step") == "order_discount");
        Assert.Equal((5.00m, 5.08m), (discount.Amount("shop_amount"), discount.Amount("amount")));
    }

    [Theory]
    // 4.90 × 23 / 123 = 0.916; 31.98 × 8 / 108 = 2.369.
    [InlineData("standard", "food", "15.99 + 4.90 = 36.88", "23 % of 3.98 = 0.92", "8 % of 29.61 = 2.37")]
    // 12 × 23 / 123 = 2.244; 4.90 × 8 / 108 = 0.363.
    [InlineData("reduced", "lead", "12.00 + 4.90 = 16.90", "23 % of 9.76 = 2.24", "8 % of 4.54 = 0.36")]
    [InlineData("zero", "lead", "12.00 + 4.90 = 16.90", "23 % of 9.76 = 2.24", "0 % of 4.90 = 0.00")]
    // 16.90 × 23 / 123 = 3.160; 31.98 × 8 / 108 = 2.369.
    [InlineData("standard", "both", "15.99 12.00 + 4.90 = 48.88", "23 % of 13.74 = 3.16", "8 % of 29.61 = 2.37")]
    public async Task A_class_of_its_own_taxes_shipping_whatever_the_goods_are(
        string taxClass, string goods, string amounts, params string[] taxes)
    {
        var buyer = await StartAsync((ShippingClass, taxClass));
        await ShouldChargeAsync(buyer, Warsaw,
            () => goods switch { "food" => [(_food, 2)], "lead" => [(_lead, 1)], _ => Both() }, amounts, taxes);
    }

    [Fact]
    public async Task Both_settings_convert_the_parcel_at_its_own_class()
    {
        var buyer = await StartAsync((Keep, "false"), (ShippingClass, "standard"));
        // 4.90 × 1.23 / 1.19 = 5.065; 5.06 × 23 / 123 = 0.946; 32.28 × 8 / 108 = 2.391.
        await ShouldChargeAsync(buyer, Warsaw, () => [(_food, 2)], "16.14 + 5.06 = 37.34",
            "23 % of 4.11 = 0.95", "8 % of 29.89 = 2.39");
    }

    private (long, int)[] Both() => [(_food, 2), (_lead, 1)];

    private async Task<Buyer> StartAsync(params (string, string)[] settings)
    {
        _food = await Shop.Catalogue.AddProductAsync(price: 15.99m, category: "dry-food");
        _lead = await Shop.Catalogue.AddProductAsync(price: 12m);
        await Shop.AddShippingAsync("DE");
        await Shop.AddShippingAsync("PL");
        return (await Shop.SignUpAsync()).At(Shop.StartNode([("Tax:Registrations", "DE, PL"), .. settings]));
    }

    /// <summary>A quote says it, and the order then charges it.</summary>
    /// <param name="amounts">The prices of units, shipping and the total.</param>
    /// <param name="taxes">The lines of tax.</param>
    private static async Task<JsonElement> ShouldChargeAsync(
        Buyer buyer, object shipTo, Func<(long, int)[]> goods, string amounts, params string[] taxes)
    {
        await buyer.FillCartAsync(goods());
        var quote = await buyer.QuoteAsync(new { ship_to = shipTo });
        var order = (await (await buyer.PostAsync("/sales/orders",
            new { ship_to = shipTo, expected_total = quote.Amount("total_amount") }))
            .ShouldBeAsync(HttpStatusCode.Created)).GetProperty("order");
        foreach (var priced in new[] { quote, order })
        {
            var units = string.Join(' ', priced.Items().Select(item => item.GetProperty("price").GetRawText()));
            Assert.Equal(amounts, $"{units} + {priced.GetProperty("shipping_total").GetRawText()} = "
                + priced.GetProperty("total_amount").GetRawText());
            Assert.Equal(taxes, priced.GetProperty("tax_lines").EnumerateArray().Select(line => string.Create(
                CultureInfo.InvariantCulture, $"{line.Amount("percent")} % of "
                + $"{line.GetProperty("taxable_amount").GetRawText()} = {line.GetProperty("tax").GetRawText()}")));
            Assert.Equal(priced.Amount("tax_total"),
                priced.Items().Sum(item => item.Amount("tax")) + priced.GetProperty("shipping").Amount("tax"));
            Assert.Equal(priced.Amount("total_amount"),
                priced.Items().Sum(item => item.Amount("total")) + priced.GetProperty("shipping").Amount("total"));
        }
        Assert.Equal(order.Amount("total_amount"), (await buyer.ReadAsync(
            $"/sales/invoices/{order.Id("invoice_id")}")).Amount("total_amount"));
        return order;
    }
}
