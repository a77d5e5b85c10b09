using System.Text.Json;

namespace PetShop.IntegrationTests.Sales.Guests;

/// <summary>Returns of guests' orders, by the order's link.</summary>
public sealed class GuestReturnTests : ShopTest
{
    [Fact]
    public async Task A_delivered_order_is_returned_by_its_link_and_refunded()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 5m, stock: 10);
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var placed = await guest.OrderAsync((ball, 2));
        var (order, url) = (placed.GetProperty("order"), placed.GetProperty("links").Text("returns"));
        var items = new[] { new { product_id = ball, quantity = 1, reason = "Too small." } };
        await (await guest.Caller.PostAsync(url, new { items }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-not-delivered");
        await (await guest.Caller.PostAsync(url, new { })).ShouldRejectFieldAsync("items");
        await admin.PayAsync(order.Id("invoice_id"));
        await admin.DeliverAsync(order.Id());
        var asked = await (await guest.Caller.PostAsync(url, new { items })).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal((JsonValueKind.Null, order.Id()), (asked.GetProperty("user_id").ValueKind, asked.Id("order_id")));
        await guest.OrderAsync((ball, 1));
        Assert.Equal(asked.Id(), Assert.Single((await guest.Caller.ReadAsync(url)).Items()).Id());
        await admin.MoveReturnAsync(asked.Id(), "approved", "processed");
        var links = placed.GetProperty("links");
        var refund = Assert.Single((await guest.Caller.ReadAsync(links.Text("refunds"))).Items());
        Assert.Equal(5m, refund.Money("amount"));
        Assert.False(refund.TryGetProperty("admin_data", out _));
        var invoice = Assert.Single((await guest.Caller.ReadAsync(links.Text("invoices"))).Items());
        Assert.Equal((order.Id("invoice_id"), 5m), (invoice.Id(), invoice.Money("refunded_amount")));
        Assert.Equal("processed", Assert.Single((await guest.Caller.ReadAsync(url)).Items()).Text("status"));
    }

    [Fact]
    public async Task A_return_is_read_and_withdrawn_by_the_link_of_its_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 5m, stock: 10);
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var (one, other) = (await guest.OrderAsync((ball, 2)), await guest.OrderAsync((ball, 2)));
        foreach (var order in new[] { one, other }.Select(placed => placed.GetProperty("order")))
        {
            await admin.PayAsync(order.Id("invoice_id"));
            await admin.DeliverAsync(order.Id());
        }
        var body = new { items = new[] { new { product_id = ball, quantity = 2, reason = "Too small." } } };
        var created = await guest.Caller.PostAsync(one.GetProperty("links").Text("returns"), body);
        var asked = await created.ShouldBeAsync(HttpStatusCode.Created);
        var location = created.Headers.Location!.OriginalString;
        Assert.Equal(asked.GetRawText(), (await guest.Caller.ReadAsync(location)).GetRawText());
        var elsewhere = $"{Guest.Orders}/{other.GetProperty("order").Id()}/returns/{asked.Id()}"
            + $"?token={other.GetProperty("links").Text("token")}";
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete })
            await (await guest.Caller.SendAsync(method, elsewhere)).ShouldBeAsync(HttpStatusCode.Forbidden);
        Assert.Equal("requested", (await guest.Caller.ReadAsync(location)).Text("status"));
        await (await guest.Caller.SendAsync(HttpMethod.Delete, location, null, ("If-Match", "\"99\"")))
            .ShouldBeAsync(HttpStatusCode.PreconditionFailed);
        for (var i = 0; i < 2; i++)
            await (await guest.Caller.DeleteAsync(location)).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal("withdrawn", (await guest.Caller.ReadAsync(location)).Text("status"));
        var again = await (await guest.Caller.PostAsync(one.GetProperty("links").Text("returns"), body))
            .ShouldBeAsync(HttpStatusCode.Created);
        await admin.MoveReturnAsync(again.Id(), "approved");
        await (await guest.Caller.DeleteAsync($"{Guest.Orders}/{one.GetProperty("order").Id()}/returns/{again.Id()}"
            + $"?token={one.GetProperty("links").Text("token")}"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "return-under-way");
    }
}
