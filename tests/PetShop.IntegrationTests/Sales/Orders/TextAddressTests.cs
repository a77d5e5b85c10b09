using System.Text.Json;
using PetShop.IntegrationTests.Sales.Pricing;

namespace PetShop.IntegrationTests.Sales.Orders;

/// <summary>Addresses as one text, and goods that are picked up: the shop's own region counts.</summary>
public sealed class TextAddressTests : ShopTest
{
    private static readonly object Sacramento = new
    {
        name = "Ada Setter",
        line1 = "1 Capitol Mall",
        city = "Sacramento",
        region = "CA",
        postal_code = "95814",
        country = "US",
    };

    [Fact]
    public async Task Where_tax_depends_on_the_region_a_text_is_refused_and_what_is_picked_up_is_taxed()
    {
        var pickUp = await AddPickUpAsync("US");
        var ball = await Shop.Catalogue.AddProductAsync(price: 100);
        var node = Shop.StartNode(("Shop:Country", "US"), ("Shop:Region", "CA"), ("Tax:Registrations", "US-CA"),
            ("Tax:PricesIncludeTax", "false"));
        var buyer = (await Shop.SignUpAsync()).At(node);
        await (await buyer.CheckOutAsync((ball, 1))).ShouldRejectFieldAsync("shipping_address");
        var collected = await PlaceAsync(
            buyer, ball, new { shipping_method_id = pickUp, shipping_address = "At the shop" });
        Assert.Equal(107.25m, collected.Money("total_amount"));
        await Shop.AddShippingAsync("US", price: 0);
        var shipped = await PlaceAsync(buyer, ball, new { ship_to = Sacramento });
        Assert.Equal(107.25m, shipped.Money("total_amount"));
        var admin = (await Shop.AdminAsync()).At(node);
        await (await admin.PutAsync($"/sales/orders/{shipped.Id()}", new { shipping_address = "Somewhere else" }))
            .ShouldRejectFieldAsync("shipping_address");
    }

    [Fact]
    public async Task Where_shipping_depends_on_the_postal_code_a_text_is_refused()
    {
        var pickUp = await AddPickUpAsync("DE");
        await Shop.AddShippingAsync();
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var before = await buyer.OrderAsync((ball, 1));
        await (await admin.PostAsync("/sales/shipping-zones", new
        {
            name = "Islands",
            postal_codes = new[] { new { country = "DE", from = "25849" } },
        })).ShouldBeAsync(HttpStatusCode.Created);
        await (await buyer.CheckOutAsync((ball, 1))).ShouldRejectFieldAsync("shipping_address");
        await (await admin.PutAsync($"/sales/orders/{before.Id()}", new { shipping_address = "On an island" }))
            .ShouldRejectFieldAsync("shipping_address");
        var order = await PlaceAsync(buyer, ball, new { ship_to = PricingSteps.Hamburg });
        await (await admin.PutAsync($"/sales/orders/{order.Id()}", new
        {
            ship_to = new { name = "Ada", line1 = "1 Dyke", city = "Pellworm", postal_code = "25849", country = "DE" },
        })).ShouldBeProblemAsync(HttpStatusCode.Conflict, "price-depends-on-address");
        await PlaceAsync(buyer, ball, new { shipping_method_id = pickUp, shipping_address = "At the shop" });
    }

    [Fact]
    public async Task A_zone_of_another_country_does_not_matter()
    {
        await Shop.AddShippingAsync();
        await (await (await Shop.AdminAsync()).PostAsync("/sales/shipping-zones", new
        {
            name = "Corsica",
            postal_codes = new[] { new { country = "FR", from = "20" } },
        })).ShouldBeAsync(HttpStatusCode.Created);
        await (await Shop.SignUpAsync()).OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
    }

    private async Task<long> AddPickUpAsync(string country)
    {
        await Shop.AddShippingAsync(country);
        var admin = await Shop.AdminAsync();
        var zone = (await admin.ReadAsync("/sales/shipping-zones")).Items()
            .First(each => each.Text("name") == country).Id();
        foreach (var method in (await admin.ReadAsync($"/sales/shipping-methods?zone_id={zone}")).Items())
            await (await admin.DeleteAsync($"/sales/shipping-methods/{method.Id()}"))
                .ShouldBeAsync(HttpStatusCode.NoContent);
        return (await (await admin.PostAsync("/sales/shipping-methods", new
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
    }

    private static async Task<JsonElement> PlaceAsync(Buyer buyer, long product, object request)
    {
        var body = JsonSerializer.SerializeToNode(request)!.AsObject();
        body["items"] = JsonSerializer.SerializeToNode(new[] { new { product_id = product, quantity = 1 } });
        return (await (await buyer.PostAsync("/sales/orders", body)).ShouldBeAsync(HttpStatusCode.Created))
            .GetProperty("order");
    }
}
