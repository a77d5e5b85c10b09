using System.Text.Json;

namespace PetShop.IntegrationTests.Sales;

/// <summary>Orders, invoices and returns refer to each other.</summary>
public sealed class CrossReferenceTests : ShopTest
{
    [Fact]
    public async Task An_order_names_its_invoice_and_the_one_that_took_its_place()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (order, invoice) = await buyer.BuyAsync((await Shop.Catalogue.AddProductAsync(), 1));
        Assert.Equal(invoice.Id(), order.Id("invoice_id"));
        Assert.Equal(invoice.Id(), (await buyer.ReadAsync("/sales/orders")).Items()[0].Id("invoice_id"));
        await (await admin.DeleteAsync($"/sales/invoices/{invoice.Id()}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(invoice.Id(), await InvoiceOfAsync(buyer, order.Id()));
        Shop.Clock.Advance(TimeSpan.FromSeconds(2));       // ids of one second are in no order
        var next = await (await admin.PostAsync("/sales/invoices", new { order_id = order.Id() }))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(next.Id(), await InvoiceOfAsync(buyer, order.Id()));
        var moved = await (await admin.PatchAsync($"/sales/orders/{order.Id()}/status", new { status = "cancelled" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(next.Id(), moved.Id("invoice_id"));
        Assert.Equal(new[] { invoice.Id(), next.Id() }.Order(),
            Ids(await buyer.ReadAsync($"/sales/invoices?order_id={order.Id()}")).Order());
    }

    [Fact]
    public async Task Invoices_and_returns_are_listed_by_order_and_for_admins_by_account()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 50);
        var (one, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (first, second, theirs) = (await one.BuyDeliveredAsync(admin, (ball, 2)),
            await one.BuyDeliveredAsync(admin, (ball, 1)), await other.BuyDeliveredAsync(admin, (ball, 1)));
        var a = await one.AskReturnAsync(first, (ball, 1));
        Shop.Clock.Advance(TimeSpan.FromSeconds(2));       // ids of one second are in no order
        var b = await one.AskReturnAsync(first, (ball, 1));
        var (c, d) = (await one.AskReturnAsync(second, (ball, 1)), await other.AskReturnAsync(theirs, (ball, 1)));
        Assert.Equal([b, a], Ids(await one.ReadAsync($"/sales/returns?order_id={first}")));
        Assert.Equal([c], Ids(await admin.ReadAsync($"/sales/returns?order_id={second}")));
        Assert.Equal([d], Ids(await admin.ReadAsync($"/sales/returns?user_id={other.UserId}")));
        Assert.Empty(Ids(await other.ReadAsync($"/sales/returns?order_id={first}")));
        Assert.Empty(Ids(await admin.ReadAsync($"/sales/returns?user_id={other.UserId}&order_id={first}")));
        Assert.Equal([await InvoiceOfAsync(one, first)], Ids(await one.ReadAsync($"/sales/invoices?order_id={first}")));
        Assert.Equal([await InvoiceOfAsync(other, theirs)],
            Ids(await admin.ReadAsync($"/sales/invoices?user_id={other.UserId}")));
        Assert.Empty(Ids(await other.ReadAsync($"/sales/invoices?order_id={first}")));
        foreach (var list in (string[])["/sales/returns", "/sales/invoices"])
        {
            await (await one.GetAsync($"{list}?user_id={one.UserId}")).ShouldRejectFieldAsync("user_id");
            await (await admin.GetAsync($"{list}?user_id=0")).ShouldRejectFieldAsync("user_id");
            await (await admin.GetAsync($"{list}?order_id=-1")).ShouldRejectFieldAsync("order_id");
        }
    }

    [Fact]
    public async Task A_returns_lines_say_what_was_sold_whatever_it_is_called_now()
    {
        var ball = await Shop.Catalogue.AddProductAsync(name: "Squeaky ball");
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var sku = (await Shop.Catalogue.ReadAsync(ball)).Text("sku");
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 1));
        await (await admin.PatchAsync($"/products/{ball}", new { name = "Silent ball" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var created = await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 1))))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(("Squeaky ball", sku), (created.Items()[0].Text("product_name"), created.Items()[0].Text("sku")));
        Assert.Equal(created.GetRawText(), (await buyer.ReadAsync($"/sales/returns/{created.Id()}")).GetRawText());
    }

    private static async Task<long> InvoiceOfAsync(Buyer who, long order) =>
        (await who.ReadAsync($"/sales/orders/{order}")).Id("invoice_id");

    private static List<long> Ids(JsonElement page) => [.. page.Items().Select(item => item.Id())];
}
