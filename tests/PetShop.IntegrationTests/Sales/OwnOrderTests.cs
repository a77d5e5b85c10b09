namespace PetShop.IntegrationTests.Sales;

/// <summary>Admins cannot decide on their own orders.</summary>
public sealed class OwnOrderTests : ShopTest
{
    [Fact]
    public async Task An_admin_neither_confirms_nor_marks_paid_nor_refunds_an_own_order_and_a_colleague_does()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (colleague, admin) = (await ColleagueAsync(), await Shop.AdminAsync());
        var (order, invoice) = await colleague.BuyAsync((ball, 1));
        var (orderPath, invoicePath) = ($"/sales/orders/{order.Id()}", $"/sales/invoices/{invoice.Id()}");
        foreach (var send in (Func<Buyer, Task<HttpResponseMessage>>[])
        [
            who => who.PatchAsync($"{invoicePath}/status", new { status = "void" }),
            who => who.PostAsync("/sales/invoices", new { order_id = order.Id() }),
            who => who.PostAsync(
                $"{orderPath}/edits", new { items = new[] { new { product_id = ball, quantity = 2 } } }),
        ])
            await RefusedThenDoneAsync(colleague, admin, send);
        invoicePath = $"/sales/invoices/{(await admin.ReadAsync(orderPath)).Id("invoice_id")}";
        foreach (var send in (Func<Buyer, Task<HttpResponseMessage>>[])
        [
            who => who.PutAsync(invoicePath, new { due_date = "2099-01-01" }),
            who => who.PatchAsync($"{orderPath}/status", new { status = "confirmed" }),
            who => who.PutAsync(orderPath, new { status = "processing" }),
            who => who.PatchAsync($"{invoicePath}/status", new { status = "paid" }),
            who => who.PatchAsync($"{invoicePath}/status", new { status = "refunded" }),
            who => who.PatchAsync($"{orderPath}/status", new { status = "cancelled" }),
        ])
            await RefusedThenDoneAsync(colleague, admin, send);
    }

    [Fact]
    public async Task An_admin_does_not_decide_on_an_own_return_but_may_withdraw_it()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (colleague, admin) = (await ColleagueAsync(), await Shop.AdminAsync());
        var order = await colleague.BuyDeliveredAsync(admin, (ball, 3));
        var (one, two, three) = (await colleague.AskReturnAsync(order, (ball, 1)),
            await colleague.AskReturnAsync(order, (ball, 1)), await colleague.AskReturnAsync(order, (ball, 1)));
        await RefusedThenDoneAsync(
            colleague, admin, who => who.PatchAsync($"/sales/returns/{one}/status", new { status = "approved" }));
        await RefusedThenDoneAsync(
            colleague, admin, who => who.PatchAsync($"/sales/returns/{one}/status", new { status = "processed" }));
        await RefusedThenDoneAsync(
            colleague, admin, who => who.PatchAsync($"/sales/returns/{two}/status", new { status = "rejected" }));
        await (await colleague.DeleteAsync($"/sales/returns/{three}")).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task An_admin_cancels_an_own_order_as_any_customer_does()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var colleague = await ColleagueAsync();
        var order = await colleague.OrderAsync((ball, 1));
        await (await colleague.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task A_caller_who_may_not_decide_does_not_learn_whether_it_changed()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var colleague = await ColleagueAsync();
        var (order, invoice) = await colleague.BuyAsync((ball, 1));
        await (await colleague.PatchAsync($"/sales/invoices/{invoice.Id()}/status", new { status = "paid" }, "\"v99\""))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "own-order");
        await (await colleague.PatchAsync($"/sales/orders/{order.Id()}/status", new { status = "confirmed" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "own-order");
    }

    private async Task<Buyer> ColleagueAsync()
    {
        var colleague = await Shop.SignUpAsync();
        await (await Shop.AdminAsync()).GrantAsync(colleague);
        return colleague;
    }

    private static async Task RefusedThenDoneAsync(
        Buyer owner, Buyer other, Func<Buyer, Task<HttpResponseMessage>> send)
    {
        await (await send(owner)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "own-order");
        Assert.True((await send(other)).IsSuccessStatusCode);
    }
}
