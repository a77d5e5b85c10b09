using PetShop.IntegrationTests.Sales;
using PetShop.IntegrationTests.Sales.Papers;

namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>What guests have.</summary>
internal sealed partial class EndpointScenario
{
    private async Task<string> GuestCartedAsync()
    {
        var product = await ThingAsync("product");
        await (await _shop.Anyone.SendAsync(HttpMethod.Post, $"/sales/carts/guest/items/{product}", null,
            ("Cart-Token", await ThingAsync("cart_token")))).ShouldBeAsync(HttpStatusCode.OK);
        return product;
    }

    private async Task<string> GuestOrderAsync()
    {
        var placed = await (await CallAsync(EndpointTable.Guests.Single(row => row.Route == "POST /sales/orders/guest"),
            Caller.Nobody)).ShouldBeAsync(HttpStatusCode.Created);
        _things["link"] = placed.GetProperty("links").Text("token");
        _things["guest_invoice"] = $"{placed.GetProperty("invoice").Id()}";
        return $"{placed.GetProperty("order").Id()}";
    }

    private async Task<string> GuestPaidAsync()
    {
        var order = await ThingAsync("guest_order");
        await _admin.PayAsync(long.Parse(_things["guest_invoice"]));
        return order;
    }

    private async Task<string> GuestDeliveredAsync()
    {
        var order = await ThingAsync("guest_paid");
        await _admin.DeliverAsync(long.Parse(order));
        return order;
    }

    private async Task<string> GuestNotedAsync()
    {
        var order = await ThingAsync("guest_paid");
        _things["guest_note"] = await NoteAsync(order);
        return order;
    }

    private async Task<string> NotedInvoiceAsync()
    {
        await ThingAsync("note");
        return _things["invoice"];
    }

    /// <summary>The credit note of a refund.</summary>
    private async Task<string> NoteAsync(string order)
    {
        await (await _admin.PostAsync($"/sales/orders/{order}/refunds", new { amount = 1 }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await _shop.Node.WritePapersAsync();
        return $"{(await _admin.ReadAsync($"/sales/credit-notes?order_id={order}")).Items()[0].Id()}";
    }

    private async Task<string> GuestReturnAsync()
    {
        var order = await ThingAsync("guest_delivered");
        const string request = "POST /sales/orders/guest/{id=guest_delivered}/returns?token=<link>";
        var created = await CallAsync(EndpointTable.Guests.Single(row => row.Route == request), Caller.Nobody);
        return $"{(await created.ShouldBeAsync(HttpStatusCode.Created)).Id()}";
    }

    /// <summary>A paid order of a gift card.</summary>
    private async Task<string> GiftOrderAsync()
    {
        var card = await _shop.Catalogue.CreateAsync(new
        {
            name = "Gift card", category = "toys", pet_type = "dog", price = 50, stock_quantity = 5,
            is_gift_card = true,
        });
        var order = await _owner.OrderAsync((card.Id(), 1));
        await _admin.PayAsync(order.Id("invoice_id"));
        return $"{order.Id()}";
    }

    private async Task<System.Text.Json.JsonElement> CreditAsync(long? userId) =>
        await (await _admin.PostAsync("/sales/store-credits", new { user_id = userId, amount = 50 }))
            .ShouldBeAsync(HttpStatusCode.Created);
}
