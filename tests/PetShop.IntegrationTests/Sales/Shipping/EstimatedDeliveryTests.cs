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
        Shop.Clock.Stop();
        var soon = await PlaceAsync(buyer, ball);
        Assert.Equal(Shop.Clock.GetUtcNow().AddDays(4).Date, soon.Date);
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

    [Fact]
    public async Task An_edit_moves_it_only_for_goods_that_arrive_later()
    {
        await Shop.AddShippingAsync();
        Shop.Clock.Stop();
        var (ball, rope) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync());
        var (preorder, scarce) =
            (await Shop.Catalogue.AddProductAsync(stock: 0), await Shop.Catalogue.AddProductAsync(stock: 1));
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await admin.SetTermsAsync(preorder, new { backorder_limit = 10, available_from = "2099-03-01" });
        await admin.SetTermsAsync(scarce, new { backorder_limit = 10 });
        var order = await buyer.OrderAsync((ball, 1));
        var soon = Of(order);
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(soon, await EditAsync(rope, 1));
        Assert.Equal(soon, await EditAsync(scarce, 1));
        var late = new DateTimeOffset(2099, 3, 6, 0, 0, 0, TimeSpan.Zero).AddMicroseconds(-1);
        Assert.Equal(late, await EditAsync(preorder, 1));
        Assert.Equal(late, await EditAsync(rope, 2));
        Assert.Equal(late, await EditAsync(preorder, 0));
        Assert.Null(await EditAsync(scarce, 2));
        Assert.Equal([(soon, late), (late, null)],
            (await admin.ReadAsync($"/sales/orders/{order.Id()}/timeline")).Items()
                .Where(entry => entry.Text("type") == "estimated_delivery_changed").Reverse()
                .Select(entry => (Of(entry.GetProperty("before")), Of(entry.GetProperty("after")))));

        async Task<DateTimeOffset?> EditAsync(long product, int units)
        {
            var path = $"/sales/orders/{order.Id()}/edits";
            var items = new[] { new { product_id = product, quantity = units } };
            var shown = await (await admin.PostAsync(path, new { items, dry_run = true }))
                .ShouldBeAsync(HttpStatusCode.OK);
            var done = await (await admin.PostAsync(path, new { items })).ShouldBeAsync(HttpStatusCode.OK);
            Assert.Equal(Of(shown.GetProperty("order")), Of(done.GetProperty("order")));
            return Of(await buyer.ReadAsync($"/sales/orders/{order.Id()}"));
        }

        static DateTimeOffset? Of(JsonElement of) =>
            of.ValueKind == JsonValueKind.Object && of.TryGetProperty("estimated_delivery", out var time)
                && time.ValueKind != JsonValueKind.Null ? time.GetDateTimeOffset() : null;
    }

    [Fact]
    public async Task A_method_that_is_no_longer_offered_promises_no_day()
    {
        var method = await Shop.AddShippingAsync();
        Shop.Clock.Stop();
        var (ball, preorder) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync(stock: 0));
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await admin.SetTermsAsync(preorder, new { backorder_limit = 10, available_from = "2099-03-01" });
        var order = await buyer.OrderAsync((ball, 1));
        await (await admin.PutAsync($"/sales/shipping-methods/{method}", new { is_active = false }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var before = order.GetProperty("estimated_delivery").GetRawText();
        Assert.Equal(before, await EditAsync(ball, 2));
        Assert.Equal("null", await EditAsync(preorder, 1));

        async Task<string> EditAsync(long product, int units) =>
            (await (await admin.PostAsync($"/sales/orders/{order.Id()}/edits",
                new { items = new[] { new { product_id = product, quantity = units } } }))
                .ShouldBeAsync(HttpStatusCode.OK)).GetProperty("order").GetProperty("estimated_delivery").GetRawText();
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
