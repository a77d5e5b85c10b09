using System.Text.Json;
using PetShop.Api.Sales.Entities;
using PetShop.IntegrationTests.Core.Database;
using PetShop.IntegrationTests.Sales.Pricing;

namespace PetShop.IntegrationTests.Sales;

/// <summary>What closing an account keeps of its orders.</summary>
public sealed class ClosedAccountTests : ShopTest
{
    [Fact]
    public async Task What_is_unpaid_is_cancelled_and_its_stock_comes_back_and_what_is_paid_stays()
    {
        var (ball, bowl) =
            (await Shop.Catalogue.AddProductAsync(stock: 50), await Shop.Catalogue.AddProductAsync(stock: 50));
        var (buyer, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (pending, confirmed, processing) = (await buyer.OrderAsync((ball, 1), (bowl, 2)),
            await buyer.OrderAsync((bowl, 3)), await buyer.OrderAsync((ball, 4)));
        var (uninvoiced, paid, shipped) =
            (await buyer.OrderAsync((ball, 5)), await buyer.OrderAsync((ball, 6)), await buyer.OrderAsync((ball, 7)));
        await other.OrderAsync((ball, 8));
        await admin.MoveOrderAsync(confirmed.Id(), "confirmed");
        await admin.MoveOrderAsync(processing.Id(), "confirmed", "processing");
        await admin.MoveOrderAsync(shipped.Id(), "confirmed", "processing", "shipped");
        await (await admin.DeleteAsync($"/sales/invoices/{uninvoiced.Id("invoice_id")}"))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        await admin.PayAsync(paid.Id("invoice_id"));
        await CloseAsync(buyer);
        foreach (var order in new[] { pending, confirmed, processing, uninvoiced })
            Assert.Equal(("cancelled", "void"), (await admin.StatusAsync($"/sales/orders/{order.Id()}"),
                await admin.StatusAsync($"/sales/invoices/{order.Id("invoice_id")}")));
        Assert.Equal(("pending", "paid"), (await admin.StatusAsync($"/sales/orders/{paid.Id()}"),
            await admin.StatusAsync($"/sales/invoices/{paid.Id("invoice_id")}")));
        Assert.Equal("shipped", await admin.StatusAsync($"/sales/orders/{shipped.Id()}"));
        Assert.Equal(50 - 6 - 7 - 8, await Shop.Catalogue.StockOfAsync(ball));
        Assert.Equal(50, await Shop.Catalogue.StockOfAsync(bowl));
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM refunds"));
        Assert.Equal(0L,
            await Shop.Database.ReadAsync<long>("SELECT count(*) FROM unpaid_orders WHERE user_id = $1", buyer.UserId));
    }

    [Fact]
    public async Task Addresses_stay_on_what_was_invoiced_and_are_erased_elsewhere()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 50);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (open, cancelled, paid) =
            (await buyer.OrderAsync((ball, 1)), await buyer.OrderAsync((ball, 1)), await buyer.OrderAsync((ball, 1)));
        var refunded = await buyer.OrderAsync((ball, 1));
        foreach (var order in new[] { paid, refunded })
            await admin.PayAsync(order.Id("invoice_id"));
        foreach (var order in new[] { cancelled, refunded })
            await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        await CloseAsync(buyer);
        foreach (var order in new[] { open, cancelled })
            Assert.Equal(ErasedText.OfAccount,
                (await admin.ReadAsync($"/sales/orders/{order.Id()}")).Text("shipping_address"));
        foreach (var order in new[] { paid, refunded })
            Assert.Equal(SalesSteps.Address,
                (await admin.ReadAsync($"/sales/orders/{order.Id()}")).Text("shipping_address"));
    }

    [Fact]
    public async Task A_VAT_number_stays_only_on_what_was_invoiced()
    {
        await Shop.AddShippingAsync("FR", price: 10);
        var ball = await Shop.Catalogue.AddProductAsync(stock: 50);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        const string Number = "FR40303265045";
        await (await buyer.PutAsync($"/auth/users/{buyer.UserId}", new { vat_number = Number }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PutAsync($"/auth/users/{buyer.UserId}/vat-verification",
            new { vat_number = Number, verified = true })).ShouldBeAsync(HttpStatusCode.OK);
        var orders = new List<JsonElement>();
        for (var i = 0; i < 3; i++)
            orders.Add((await (await buyer.PostAsync("/sales/orders", new
            {
                items = new[] { new { product_id = ball, quantity = 1 } },
                ship_to = PricingSteps.Paris,
            })).ShouldBeAsync(HttpStatusCode.Created)).GetProperty("order"));
        await admin.PayAsync(orders[0].Id("invoice_id"));
        await (await buyer.PostAsync($"/sales/orders/{orders[1].Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        await CloseAsync(buyer);
        Assert.Equal([orders[0].Id()], await Shop.Database.ReadAsync<long[]>(
            "SELECT array_agg(id) FROM orders WHERE pricing ->> 'vat_number' = $1", Number));
        Assert.Equal(3L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM orders WHERE pricing::text ~* 'reverse_?charge'"));
    }

    [Fact]
    public async Task What_was_written_in_returns_stays_only_where_money_goes_back_for_it()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 4));
        var (processed, open, rejected, withdrawn) =
            (await AskAsync(), await AskAsync(), await AskAsync(), await AskAsync());
        await admin.MoveReturnAsync(processed, "approved", "processed");
        await admin.MoveReturnAsync(rejected, "rejected");
        await (await buyer.DeleteAsync($"/sales/returns/{withdrawn}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await CloseAsync(buyer);
        Assert.Equal(["Too small.", "Too small.", "Erased: the account was closed.", "Erased: the account was closed."],
            await Task.WhenAll(new[] { processed, open, rejected, withdrawn }
                .Select(async id => (await admin.ReadAsync($"/sales/returns/{id}")).Items()[0].Text("reason"))));

        Task<long> AskAsync() => buyer.AskReturnAsync(order, (ball, 1));
    }

    [Fact]
    public async Task An_order_whose_payment_went_back_is_cancelled_too_and_keeps_its_address()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 4));
        await admin.PayAsync(order.Id("invoice_id"));
        var invoice = $"/sales/invoices/{order.Id("invoice_id")}";
        await (await admin.PatchAsync(invoice + "/status", new { status = "refunded" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await CloseAsync(buyer);
        var left = await admin.ReadAsync($"/sales/orders/{order.Id()}");
        Assert.Equal(("cancelled", SalesSteps.Address), (left.Text("status"), left.Text("shipping_address")));
        Assert.Equal("refunded", await admin.StatusAsync(invoice));
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task Orders_and_returns_of_which_something_was_erased_have_another_version()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 2));
        var request = await buyer.AskReturnAsync(order, (ball, 1));
        await admin.MoveReturnAsync(request, "rejected");
        var (open, cancelled) = (await buyer.OrderAsync((ball, 1)), await buyer.OrderAsync((ball, 1)));
        await (await buyer.PostAsync($"/sales/orders/{cancelled.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        string[] paths = [$"orders/{order}", $"orders/{open.Id()}", $"orders/{cancelled.Id()}", $"returns/{request}"];
        var before = await TagsAsync();
        await CloseAsync(buyer);
        Assert.All(before.Zip(await TagsAsync()), tags => Assert.NotEqual(tags.First, tags.Second));

        async Task<string[]> TagsAsync() => await Task.WhenAll(
            paths.Select(async path => (await admin.GetAsync($"/sales/{path}")).Headers.ETag!.Tag));
    }

    [Fact]
    public async Task Closing_locks_an_order_before_what_is_counted_of_it_as_whoever_changes_the_order_does()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        var order = (await buyer.OrderAsync((ball, 1))).Id();
        var closing = await Shop.Database.DuringAsync(
            "UPDATE orders SET updated_at = updated_at WHERE id = $1", order,
            () => buyer.DeleteAsync($"/auth/users/{buyer.UserId}"),
            () => Shop.Database.ExecuteAsync("SELECT FROM unpaid_orders WHERE order_id = $1 FOR UPDATE NOWAIT", order));
        await closing.ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Closing_and_ordering_at_once_leaves_no_open_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        for (var round = 0; round < 5; round++)
        {
            var buyer = (await Shop.SignUpAsync()).At(Shop.StartNode(("Orders:MaxUnpaid", "20")));
            await buyer.OrderAsync((ball, 1));
            var answers = await SalesSteps.AtOnceAsync(
                8, i => i == 4 ? buyer.DeleteAsync($"/auth/users/{buyer.UserId}") : buyer.CheckOutAsync((ball, 1)));
            Assert.Equal(1, answers.CountOf(HttpStatusCode.NoContent));
            Assert.Equal(100, await Shop.Catalogue.StockOfAsync(ball));
        }
        Assert.Equal(
            0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM orders WHERE status <> 'Cancelled'"));
    }

    internal static async Task CloseAsync(Buyer buyer) =>
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
}
