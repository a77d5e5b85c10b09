namespace PetShop.IntegrationTests.Contract.Policies;

internal sealed partial class EndpointScenario
{
    private async Task<string> OrderAsync()
    {
        var placed = await (await _owner.CheckOutAsync((long.Parse(await ThingAsync("product")), 1)))
            .ShouldBeAsync(HttpStatusCode.Created);
        _things["invoice"] = $"{placed.GetProperty("invoice").Id()}";
        return $"{placed.GetProperty("order").Id()}";
    }

    private async Task<string> InvoiceAsync()
    {
        await ThingAsync("order");
        return _things["invoice"];
    }

    private async Task<string> UninvoicedAsync()
    {
        var order = await ThingAsync("order");
        await (await _admin.DeleteAsync($"/sales/invoices/{_things["invoice"]}"))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        return order;
    }

    private async Task<string> PaidAsync()
    {
        var order = await ThingAsync("order");
        await _admin.PayAsync(long.Parse(_things["invoice"]));
        return order;
    }

    /// <summary>An order with money that has to be paid back.</summary>
    private async Task<string> OverpaidAsync()
    {
        var order = await ThingAsync("order");
        await (await _admin.PostAsync($"/sales/orders/{order}/payments",
            new { method = "bank_transfer", amount = 1_000 })).ShouldBeAsync(HttpStatusCode.Created);
        return order;
    }

    private async Task<string> MovedAsync(params string[] steps)
    {
        var order = await ThingAsync("order");
        await _admin.MoveOrderAsync(long.Parse(order), steps);
        return order;
    }

    private async Task<string> DeliveredAsync()
    {
        var order = await ThingAsync("order");
        await _admin.PayAsync(long.Parse(_things["invoice"]));
        await _admin.DeliverAsync(long.Parse(order));
        return order;
    }

    private async Task<string> ReturnAsync()
    {
        var items =
            new[] { new { product_id = long.Parse(await ThingAsync("product")), quantity = 1, reason = "Too small" } };
        var asked = await _owner.PostAsync("/sales/returns",
            new { order_id = long.Parse(await ThingAsync("delivered")), items });
        return $"{(await asked.ShouldBeAsync(HttpStatusCode.Created)).Id()}";
    }
}
