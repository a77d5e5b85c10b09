using System.Text.Json;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Returns;
using PetShop.Api.Sales.Entities.Timeline;
using PetShop.Api.Sales.Services.Publishing;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Core.Outbox;

/// <summary>What the shop tells of each change.</summary>
public sealed class EventTests : ShopTest
{
    [Fact]
    public async Task Each_change_of_an_order_is_an_event_without_personal_data()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 50);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var after = await Shop.LastEventAsync();
        var order = await buyer.OrderAsync((ball, 2));
        var (path, invoice) = ($"/sales/orders/{order.Id()}", order.Id("invoice_id"));
        foreach (var change in new object[]
        {
            new { shipping_address = "2 Cattery Close" }, new { estimated_delivery = "2030-01-31T12:00:00Z" },
            new { pay_by = "2030-01-31T13:00:00Z" },
        })
            await (await admin.PutAsync(path, change)).ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PutAsync($"/sales/invoices/{invoice}", new { due_date = "2030-02-01T12:00:00Z" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PostAsync($"{path}/notes", new { text = "Secret" })).ShouldBeAsync(HttpStatusCode.Created);
        await (await buyer.PostAsync($"{path}/notes", new { text = "Ring twice." }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await admin.PayAsync(invoice);
        await admin.DeliverAsync(order.Id());
        var request = await buyer.AskReturnAsync(order.Id(), (ball, 1));
        await admin.MoveReturnAsync(request, "approved", "processed");
        await (await admin.DeleteAsync(path)).ShouldBeAsync(HttpStatusCode.NoContent);
        var events = await Shop.EventsAsync($"&after={after}");
        var number = OrderNumber.Of(order.Id());
        Assert.Equal([
            "order.placed", "order.edited shipping_address", "order.edited estimated_delivery", "order.edited pay_by",
            "invoice.updated due_date", "order.note_added", "payment.captured", "order.paid", "order.confirmed",
            "order.processing", "shipment.created", "order.shipped", "order.delivered", "return.requested",
            "return.approved", "return.processed", "order.refunded"], events.Select(Line));
        Assert.All(events, made => Assert.Equal(
            ($"order:{number}", order.Id(), number), (made.Text("key"), made.GetProperty("data").Id("order_id"),
                made.GetProperty("data").Text("order_number"))));
        var (placed, refunded) = (events[0].GetProperty("data"), events[^1].GetProperty("data"));
        Assert.Equal(order.Money("total_amount"), placed.Money("amount"));
        Assert.Equal(("pending", "customer", "EUR", path),
            (placed.Text("status"), placed.Text("author"), placed.Text("currency"), placed.Text("url")));
        Assert.Equal(("9.90", "admin"), (refunded.GetProperty("amount").GetRawText(), refunded.Text("author")));
        foreach (var made in events)
        {
            var url = made.GetProperty("data").Text("url");
            await (await admin.GetAsync(url)).ShouldBeAsync(HttpStatusCode.OK);
            foreach (var secret in new[] { "Cattery", "Ring", "Secret", buyer.Username })
                Assert.DoesNotContain(secret, made.GetRawText(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_cancellation_tells_of_the_invoice_too()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var after = await Shop.LastEventAsync();
        var order = await buyer.OrderAsync((ball, 1));
        await admin.MoveOrderAsync(order.Id(), "cancelled");
        Assert.Equal(["invoice.voided", "order.cancelled", "order.placed"],
            (await Shop.EventsAsync($"&after={after}")).Types().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Changes_of_products_are_events_and_stock_that_becomes_low_is_told_once()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var after = await Shop.LastEventAsync();
        var ball = await Shop.Catalogue.AddProductAsync(stock: 8);
        await (await admin.PatchAsync($"/products/{ball}", new { price = 4 })).ShouldBeAsync(HttpStatusCode.OK);
        await buyer.OrderAsync((ball, 2));
        await buyer.OrderAsync((ball, 2));      // 4 left: low
        await buyer.OrderAsync((ball, 1));
        await (await admin.DeleteAsync($"/products/{ball}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await admin.PatchAsync($"/products/{ball}", new { is_active = true })).ShouldBeAsync(HttpStatusCode.OK);
        var rope = await Shop.Catalogue.AddProductAsync();
        await (await admin.DeleteAsync($"/products/{rope}")).ShouldBeAsync(HttpStatusCode.NoContent);
        var events = (await Shop.EventsAsync($"&after={after}"))
            .Where(made => made.Text("key").StartsWith("product:", StringComparison.Ordinal)).ToList();
        Assert.Equal([
            $"product.created {ball}", $"product.updated {ball}", $"stock.low {ball}", $"product.deleted {ball}",
            $"product.restored {ball}", $"product.created {rope}", $"product.deleted {rope}"],
            events.Select(made => $"{made.Text("type")} {made.GetProperty("data").Id("product_id")}"));
        Assert.Equal($$"""{"url":"/products/{{ball}}","in_stock":true,"product_id":{{ball}}}""",
            events[2].GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Work_that_is_rolled_back_leaves_neither_an_event_nor_a_gap()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 1);
        var buyer = await Shop.SignUpAsync();
        var after = await Shop.LastEventAsync();
        await (await buyer.CheckOutAsync((ball, 2))).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        await using (await Database.WriteTrigger.CreateAsync(
            Shop.Database, "orders", "RAISE EXCEPTION 'the commit fails';", isDeferred: true))
            await (await buyer.CheckOutAsync((ball, 1))).ShouldBeProblemAsync(HttpStatusCode.InternalServerError);
        Assert.Empty(await Shop.EventsAsync($"&after={after}"));
        await buyer.OrderAsync((ball, 1));
        var events = await Shop.EventsAsync($"&after={after}");
        Assert.Equal(["order.placed"], events.Types());
        Assert.Equal(after + 1, events[0].Id("cursor"));
    }

    /// <summary>A new kind of entry fails here until it is decided whether it is published.</summary>
    [Fact]
    public void Every_kind_of_entry_in_the_timeline_is_published_or_deliberately_not()
    {
        OrderEventType[] silent =
            [OrderEventType.GuestLinkIssued, OrderEventType.GuestErased, OrderEventType.Archived,
                OrderEventType.GiftCardCodeTaken];
        foreach (var type in Enum.GetValues<OrderEventType>())
        {
            var status = type switch
            {
                OrderEventType.ReturnStatusChanged => "approved",
                OrderEventType.PaymentStatusChanged => "captured",
                _ => "paid",
            };
            var entry = OrderEvent.Of(default, new(type) { After = new() { Status = status } });
            var name = type == OrderEventType.StatusChanged ? "order.paid" : OrderPublisher.TypeOf(entry);
            Assert.Equal(silent.Contains(type), name is null);
            Assert.True(name is null || OrderPublisher.Types.Contains(name), name);
        }
        foreach (var next in Enum.GetValues<OrderStatus>().Where(next => next != OrderStatus.Pending))
            AssertKnown(OrderEventType.StatusChanged, next);
        foreach (var next in Enum.GetValues<PaymentStatus>())
            AssertKnown(OrderEventType.PaymentStatusChanged, next);
        foreach (var next in Enum.GetValues<ReturnStatus>().Where(next => next != ReturnStatus.Requested))
            AssertKnown(OrderEventType.ReturnStatusChanged, next);
        foreach (var next in Enum.GetValues<InvoiceStatus>().Where(next => next != InvoiceStatus.Pending))
            AssertKnown(OrderEventType.InvoiceStatusChanged, next);
    }

    private static void AssertKnown(OrderEventType type, Enum status)
    {
        var after = JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
        var entry = OrderEvent.Of(default, new(type) { After = new() { Status = after } });
        Assert.Contains(OrderPublisher.TypeOf(entry), OrderPublisher.Types);
    }

    private static string Line(JsonElement made) =>
        made.GetProperty("data").TryGetProperty("changed", out var changed)
            ? $"{made.Text("type")} {changed.GetString()}" : made.Text("type");
}
