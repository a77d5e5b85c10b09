namespace PetShop.IntegrationTests.Sales;

/// <summary>The log lines of orders, invoices, returns and refunds.</summary>
public sealed class SalesLogTests : ShopTest
{
    [Fact]
    public async Task Each_change_of_a_status_is_logged_with_the_old_and_the_new_one()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 4.95m);
        var node = Shop.StartNode(("Logging:LogLevel:PetShop.Api.Sales", "Information"));
        var (buyer, admin) = ((await Shop.SignUpAsync()).At(node), (await Shop.AdminAsync()).At(node));
        var order = await buyer.OrderAsync((ball, 2));
        var (id, invoice) = (order.Id(), order.Id("invoice_id"));
        await admin.PayAsync(invoice);
        await admin.DeliverAsync(id);
        var request = await buyer.AskReturnAsync(id, (ball, 1));
        await admin.MoveReturnAsync(request, "approved", "processed");
        await (await admin.PatchAsync($"/sales/orders/{id}/status", new { status = "confirmed" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict);
        Assert.Equal(
        [
            $"Order {id} placed for user {buyer.UserId}, 1 lines",
            $"Status of invoice {invoice} changed from Pending to Paid",
            $"Status of order {id} changed from Pending to Confirmed",
            $"Status of order {id} changed from Confirmed to Processing",
            $"Status of order {id} changed from Processing to Shipped",
            $"Status of order {id} changed from Shipped to Delivered",
            $"Status of return {request} changed from Requested to Approved",
            $"Status of return {request} changed from Approved to Processed",
            $"Refund 1 of order {id} recorded: 4.950 EUR, ReturnProcessed",
        ], node.Log.Lines.Where(line => line.Contains("SalesTelemetry", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
    }
}
