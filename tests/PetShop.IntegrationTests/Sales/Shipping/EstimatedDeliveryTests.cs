using System.Text.Json;
using PetShop.IntegrationTests.Products.Stock;
using PetShop.IntegrationTests.Sales.Pricing;

namespace PetShop.IntegrationTests.Sales.Shipping;

/// <summary>When orders are expected to arrive.</summary>
public sealed class EstimatedDeliveryTests : ShopTest
{
    [Fact]
    public async Task Quote_and_order_say_when_everything_will_have_arrived()
    {
        await Shop.AddShippingAsync();
        var (ball, preorder) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync(stock: 0));
        var admin = await Shop.AdminAsync();
        await admin.SetTermsAsync(preorder, new { backorder_limit = 10, available_from = "2099-03-01" });
        var buyer = await Shop.SignUpAsync();
        var before = Shop.Clock.GetUtcNow();
        var soon = await PlaceAsync(buyer, ball);
        Assert.InRange(soon.Date, before.AddDays(4).Date, Shop.Clock.GetUtcNow().AddDays(4).Date);
        Assert.Equal(new DateTimeOffset(2099, 3, 6, 0, 0, 0, TimeSpan.Zero).AddMicroseconds(-1),
            await PlaceAsync(buyer, ball, preorder));
    }

    [Fact]
    public async Task Nothing_is_expected_of_back_orders_and_without_shipping_zones()
    {
        var (ball, scarce) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync(stock: 0));
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await admin.SetTermsAsync(scarce, new { backorder_limit = 10 });
        Assert.Equal(JsonValueKind.Null,
            (await buyer.OrderAsync((ball, 1))).GetProperty("estimated_delivery").ValueKind);
        await Shop.AddShippingAsync();
        await buyer.FillCartAsync((ball, 1), (scarce, 1));
        var quote = await buyer.QuoteAsync();
        Assert.Equal(JsonValueKind.Null, quote.GetProperty("estimated_delivery").ValueKind);
        Assert.Equal(JsonValueKind.Null, Option(quote).ValueKind);
        Assert.Equal(JsonValueKind.Null,
            (await buyer.OrderAsync((ball, 1), (scarce, 1))).GetProperty("estimated_delivery").ValueKind);
    }

    /// <summary>Quotes and orders one unit of each product.</summary>
    private static async Task<DateTimeOffset> PlaceAsync(Buyer buyer, params long[] products)
    {
        await buyer.FillCartAsync([.. products.Select(product => (product, 1))]);
        var quote = await buyer.QuoteAsync();
        var expected = quote.GetProperty("estimated_delivery").GetDateTimeOffset();
        Assert.Equal(expected, Option(quote).GetDateTimeOffset());
        var order = (await (await buyer.CheckOutCartAsync()).ShouldBeAsync(HttpStatusCode.Created))
            .GetProperty("order");
        Assert.Equal(expected, order.GetProperty("estimated_delivery").GetDateTimeOffset());
        Assert.Equal(expected, (await buyer.ReadAsync($"/sales/orders/{order.Id()}"))
            .GetProperty("estimated_delivery").GetDateTimeOffset());
        return expected;
    }

    private static JsonElement Option(JsonElement quote) =>
        Assert.Single(quote.GetProperty("shipping_options").EnumerateArray()).GetProperty("estimated_delivery");
}
