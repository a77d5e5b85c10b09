using System.Text.Json;
using Npgsql;
using PetShop.IntegrationTests.Core.Database;

namespace PetShop.IntegrationTests.Sales.Refunds;

public sealed class RefundTests : ShopTest
{
    [Fact]
    public async Task Refunds_of_all_kinds_never_exceed_the_payment()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 3));
        var (one, two) = (await buyer.AskReturnAsync(order, (ball, 1)), await buyer.AskReturnAsync(order, (ball, 2)));
        await admin.MoveReturnAsync(one, "approved", "processed");
        await admin.MoveReturnAsync(two, "approved");
        var invoice = (await buyer.ReadAsync($"/sales/orders/{order}")).Id("invoice_id");
        Assert.Equal(10, (await buyer.ReadAsync($"/sales/invoices/{invoice}")).Money("refunded_amount"));
        var refunded = await (await admin.PatchAsync($"/sales/invoices/{invoice}/status", new { status = "refunded" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(30, refunded.Money("refunded_amount"));
        Assert.Equal(refunded.GetRawText(), (await admin.ReadAsync($"/sales/invoices/{invoice}")).GetRawText());
        await admin.MoveReturnAsync(two, "processed");      // its money went back with the invoice
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 1))))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-not-paid");
        var rows = (await admin.ReadAsync($"/sales/orders/{order}/refunds")).Items();
        Assert.Equal(
            [(1, 10m, "return_processed", one), (2, 20m, "invoice_refunded", null)],
            rows.Select(row => (row.Count("number"), row.Money("amount"), row.Text("reason"),
                Nullable(row.GetProperty("return_id")))));
        Assert.All(rows, row => Assert.Equal((order, invoice, "EUR", admin.UserId),
            (row.Id("order_id"), row.Id("invoice_id"), row.Text("currency"),
                row.GetProperty("admin_data").Id("refunded_by"))));
    }

    [Fact]
    public async Task Cancelling_a_paid_order_is_a_refund_that_its_owner_can_read()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 4.95m);
        var (buyer, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 2));
        var path = $"/sales/orders/{order.Id()}/refunds";
        Assert.Equal(0, (await buyer.ReadAsync(path)).Count("total"));
        await admin.PayAsync(order.Id("invoice_id"));
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        var row = Assert.Single((await buyer.ReadAsync(path)).Items());
        Assert.Equal((9.90m, "order_cancelled"), (row.Money("amount"), row.Text("reason")));
        Assert.False(row.TryGetProperty("admin_data", out _));
        Assert.Equal(buyer.UserId,
            (await admin.ReadAsync(path)).Items()[0].GetProperty("admin_data").Id("refunded_by"));
        await (await other.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await admin.GetAsync("/sales/orders/1/refunds")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Cancelling_an_unpaid_order_refunds_nothing()
    {
        var buyer = await Shop.SignUpAsync();
        var order = await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Empty((await buyer.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items());
    }

    [Fact]
    public async Task Fifty_refunds_of_one_order_at_once_give_back_what_was_paid_and_no_more()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100, price: 1.25m);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 50));
        var returns = new List<long>();
        for (var i = 0; i < 40; i++)
            returns.Add(await buyer.AskReturnAsync(order, (ball, 1)));
        foreach (var id in returns)
            await admin.MoveReturnAsync(id, "approved");
        var invoice = (await buyer.ReadAsync($"/sales/orders/{order}")).Id("invoice_id");
        var other = admin.At(Shop.StartNode());
        var answers = await SalesSteps.AtOnceAsync(50, i => (i % 2 == 0 ? admin : other) is var clerk && i % 5 == 4
            ? clerk.PatchAsync($"/sales/invoices/{invoice}/status", new { status = "refunded" })
            : clerk.PatchAsync($"/sales/returns/{returns[i - (i / 5)]}/status", new { status = "processed" }));
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
            await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict);
        var rows = (await buyer.ReadAsync($"/sales/orders/{order}/refunds?limit=100")).Items();
        // Each return, and the invoice once.
        Assert.Equal((41, 9), (answers.CountOf(HttpStatusCode.OK), answers.CountOf(HttpStatusCode.Conflict)));
        Assert.Equal(Enumerable.Range(1, rows.Count), rows.Select(row => row.Count("number")));
        Assert.Equal(62.50m, rows.Sum(row => row.Money("amount")));
        Assert.Equal(("refunded", 62.50m), (await buyer.StatusAsync($"/sales/invoices/{invoice}"),
            (await buyer.ReadAsync($"/sales/invoices/{invoice}")).Money("refunded_amount")));
    }

    [Fact]
    public async Task A_concurrent_cancellation_and_refund_refund_once()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10, price: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        for (var round = 0; round < 5; round++)
        {
            var order = await buyer.OrderAsync((ball, 1));
            await admin.PayAsync(order.Id("invoice_id"));
            await SalesSteps.AtOnceAsync(10, i => i % 2 == 0
                ? buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")
                : admin.PatchAsync($"/sales/invoices/{order.Id("invoice_id")}/status", new { status = "refunded" }));
            Assert.Equal(10,
                Assert.Single((await buyer.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items()).Money("amount"));
        }
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task Whatever_moves_money_waits_for_whoever_holds_the_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 3));
        var (request, invoice) = (await buyer.AskReturnAsync(order, (ball, 1)),
            (await buyer.ReadAsync($"/sales/orders/{order}")).Id("invoice_id"));
        await admin.MoveReturnAsync(request, "approved");
        const string hold = "UPDATE orders SET updated_at = updated_at WHERE id = $1";
        var processed = await Shop.Database.DuringAsync(
            hold, order, () => admin.PatchAsync($"/sales/returns/{request}/status", new { status = "processed" }));
        var refunded = await Shop.Database.DuringAsync(
            hold, order, () => admin.PatchAsync($"/sales/invoices/{invoice}/status", new { status = "refunded" }));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (processed.StatusCode, refunded.StatusCode));
    }

    [Fact]
    public async Task A_return_that_gives_back_more_than_is_left_says_what_is_left()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 3));
        var request = await buyer.AskReturnAsync(order, (ball, 2));
        await admin.MoveReturnAsync(request, "approved");
        await BookAsync(order, 17.5m);
        var problem = await (await admin.PatchAsync($"/sales/returns/{request}/status", new { status = "processed" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "refund-exceeds-payment");
        Assert.Equal(("12.50", "EUR"), (problem.GetProperty("refundable").GetRawText(), problem.Text("currency")));
        Assert.Equal("approved", await buyer.StatusAsync($"/sales/returns/{request}"));
    }

    [Fact]
    public async Task The_database_itself_takes_no_refund_beyond_what_was_paid()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (unpaid, other) = (await buyer.OrderAsync((ball, 1)), await buyer.OrderAsync((ball, 1)));
        await AssertRefusedAsync("ck_invoices_refunded_amount", () => BookAsync(unpaid.Id(), 1));
        await admin.PayAsync(unpaid.Id("invoice_id"));
        await BookAsync(unpaid.Id(), 6);
        await AssertRefusedAsync("ck_invoices_refunded_amount", () => BookAsync(unpaid.Id(), 4.001m));
        await AssertRefusedAsync("ck_refunds_amount", () => BookAsync(unpaid.Id(), -1));
        await AssertRefusedAsync(
            "ck_invoices_refunded_amount", () => Shop.Database.ExecuteAsync("UPDATE refunds SET amount = 11"));
        await AssertRefusedAsync("fk_refunds_invoices_invoice_id",
            () => Shop.Database.ExecuteAsync("UPDATE refunds SET invoice_id = $1", other.Id("invoice_id")));
        await AssertRefusedAsync(
            "fk_refunds_invoices_invoice_id", () => Shop.Database.ExecuteAsync("UPDATE refunds SET currency = 'JPY'"));
        await BookAsync(unpaid.Id(), 4);
        Assert.Equal(
            10, (await buyer.ReadAsync($"/sales/invoices/{unpaid.Id("invoice_id")}")).Money("refunded_amount"));
    }

    private static async Task AssertRefusedAsync(string constraint, Func<Task> change) =>
        Assert.Equal(constraint, (await Assert.ThrowsAsync<PostgresException>(change)).ConstraintName);

    private Task BookAsync(long order, decimal amount) => Shop.Database.ExecuteAsync("""
        INSERT INTO refunds (order_id, number, invoice_id, amount, currency, reason, refunded_at)
        SELECT order_id, (SELECT count(*) + 1 FROM refunds), id, $2, currency, 'InvoiceRefunded', now() FROM invoices
            WHERE order_id = $1
        """, order, amount);

    private static long? Nullable(JsonElement id) => id.ValueKind == JsonValueKind.Null ? null : id.GetInt64();
}
