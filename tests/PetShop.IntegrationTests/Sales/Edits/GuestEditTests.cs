using PetShop.IntegrationTests.Sales.Guests;
using PetShop.IntegrationTests.Sales.Promotions;
using static PetShop.IntegrationTests.Sales.Edits.EditSteps;

namespace PetShop.IntegrationTests.Sales.Edits;

/// <summary>Changes of orders of guests.</summary>
public sealed class GuestEditTests : ShopTest
{
    [Fact]
    public async Task A_guest_cancels_units_by_the_link_once()
    {
        var (ball, rope) = (await Shop.Catalogue.AddProductAsync(price: 9.99m, stock: 10),
            await Shop.Catalogue.AddProductAsync(price: 4m, stock: 10));
        var guest = await Guest.BeginAsync(Shop.Node);
        var placed = await guest.OrderAsync((ball, 3), (rope, 1));
        var (order, cancel) = (placed.GetProperty("order"), placed.GetProperty("links").Text("cancel"));
        for (var again = 0; again < 2; again++)
        {
            var left = await (await guest.Caller.PostAsync(cancel, Goods((ball, 2)), key: "two-balls"))
                .ShouldBeAsync(HttpStatusCode.OK);
            Assert.Equal(["1 × 9.99 = 9.99", "1 × 4.00 = 4.00"], left.ItemLines());
            Assert.NotEqual(order.Id("invoice_id"), left.Id("invoice_id"));
        }
        Assert.Equal((9, 9), (await Shop.Catalogue.StockOfAsync(ball), await Shop.Catalogue.StockOfAsync(rope)));
        await (await guest.Caller.PostAsync(cancel, Goods((ball, 2))))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "cancellation-exceeds-order");
        await (await guest.Caller.PostAsync(cancel, Goods((999_999, 1)))).ShouldRejectFieldAsync("items[0].product_id");
        await (await guest.Caller.PostAsync(cancel, Goods())).ShouldRejectFieldAsync("items");
        await Shop.OrdersShouldAgreeAsync();
        await (await guest.Caller.PostAsync(cancel)).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((10, 10), (await Shop.Catalogue.StockOfAsync(ball), await Shop.Catalogue.StockOfAsync(rope)));
    }

    [Fact]
    public async Task An_admin_edits_the_order_of_a_guest_also_if_it_was_free()
    {
        var (gift, bed) =
            (await Shop.Catalogue.AddProductAsync(price: 5m), await Shop.Catalogue.AddProductAsync(price: 20m));
        await Shop.AddPromotionAsync(new
        {
            name = "Gift",
            discount = new { type = "percentage", percent = 100 },
            applies_to = new { product_ids = new[] { gift } },
        });
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var order = (await guest.OrderAsync((gift, 1))).GetProperty("order");
        Assert.Equal(0m, order.Money("total_amount"));
        var edited = (await (await admin.EditAsync(order.Id(), (bed, 1))).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("order");
        Assert.Equal(20m, edited.Money("total_amount"));
        Assert.InRange(edited.Time("pay_by") - Shop.Clock.GetUtcNow(), TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM unpaid_orders WHERE order_id = $1 AND guest_key IS NOT NULL", order.Id()));
        await Shop.OrdersShouldAgreeAsync();
    }
}
