using System.Text.Json;

namespace PetShop.IntegrationTests.Sales.Edits;

/// <summary>Edits at the same moment as other changes.</summary>
public sealed class EditConcurrencyTests : ShopTest
{
    [Fact]
    public async Task Crossing_edits_cancellations_and_checkouts_never_deadlock_and_every_unit_is_accounted_for()
    {
        var (ball, rope) =
            (await Shop.Catalogue.AddProductAsync(stock: 60), await Shop.Catalogue.AddProductAsync(stock: 60));
        var (buyer, admin, node) = (await Shop.SignUpAsync(), await Shop.AdminAsync(), Shop.StartNode());
        var orders = new List<long>();
        for (var i = 0; i < 8; i++)
            orders.Add((await buyer.OrderAsync((ball, 3), (rope, 3))).Id());
        var answers = await SalesSteps.SixtyFourAtOnceAsync(160, i => (i / 8 % 5) switch
        {
            0 => admin.EditAsync(orders[i % 8], (ball, 1), (rope, 5)),
            1 => admin.At(node).EditAsync(orders[i % 8], (rope, 1), (ball, 5)),
            2 => buyer.CancelUnitsAsync(orders[i % 8], (i % 2 == 0 ? ball : rope, 1)),
            3 => buyer.At(node).CheckOutAsync((rope, 1), (ball, 1)),
            _ => i % 8 == 0 ? buyer.PostAsync($"/sales/orders/{orders[0]}/cancel") : buyer.CheckOutAsync((ball, 1)),
        });
        Assert.All(answers, answer => Assert.True(
            answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.BadRequest,
            $"{answer.StatusCode}"));
        foreach (var each in new[] { Shop.Node, node })
            Assert.DoesNotContain(each.Log.Lines, line => line.Contains("is retried", StringComparison.Ordinal));
        await Shop.OrdersShouldAgreeAsync();
    }

    [Fact]
    public async Task Of_an_edit_and_a_payment_at_the_same_moment_one_wins()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var orders = new List<JsonElement>();
        for (var i = 0; i < 12; i++)
            orders.Add(await buyer.OrderAsync((ball, 3)));
        var answers = await SalesSteps.AtOnceAsync(24, i => i % 2 == 0
            ? admin.EditAsync(orders[i / 2].Id(), (ball, 2))
            : admin.PatchAsync(
                $"/sales/invoices/{orders[i / 2].Id("invoice_id")}/status", new { status = "paid" }));
        for (var i = 0; i < 12; i++)
        {
            var (edited, paid) = (answers[2 * i], answers[(2 * i) + 1]);
            Assert.NotEqual(edited.IsSuccessStatusCode, paid.IsSuccessStatusCode);
            await (edited.IsSuccessStatusCode ? paid : edited).ShouldBeProblemAsync(
                HttpStatusCode.Conflict, edited.IsSuccessStatusCode ? "status-not-allowed" : "order-paid");
            var order = await admin.ReadAsync($"/sales/orders/{orders[i].Id()}");
            Assert.Equal(edited.IsSuccessStatusCode ? 2 : 3, order.Items()[0].Count("quantity"));
        }
        await Shop.OrdersShouldAgreeAsync();
    }

    [Fact]
    public async Task Units_are_either_shipped_or_cancelled()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var orders = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            orders.Add((await buyer.OrderAsync((ball, 4))).Id());
            await admin.MoveOrderAsync(orders[i], "confirmed", "processing");
        }
        var answers = await SalesSteps.AtOnceAsync(24, i => (i % 3) switch
        {
            0 => admin.PostAsync($"/sales/orders/{orders[i / 3]}/shipments", EditSteps.Goods((ball, 2))),
            1 => buyer.CancelUnitsAsync(orders[i / 3], (ball, 3)),
            _ => admin.EditAsync(orders[i / 3], (ball, 3)),
        });
        Assert.All(answers, answer => Assert.True(
            answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict, $"{answer.StatusCode}"));
        foreach (var id in orders)
        {
            var order = await buyer.ReadAsync($"/sales/orders/{id}");
            var (units, shipped) = (order.Items().Sum(item => item.Count("quantity")),
                order.Items().Sum(item => item.Count("shipped_quantity")));
            Assert.True(shipped <= units);
            var isCancelled = order.Text("status") == "cancelled";
            Assert.False(isCancelled && shipped > 0);
            Assert.Equal(isCancelled ? "cancelled"
                : shipped == 0 ? "processing" : shipped < units ? "partially_shipped" : "shipped",
                order.Text("status"));
        }
        await Shop.OrdersShouldAgreeAsync();
    }

    [Fact]
    public async Task Of_edits_of_the_same_version_one_wins()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var path = $"/sales/orders/{(await buyer.OrderAsync((ball, 20))).Id()}";
        var tag = (await admin.GetAsync(path)).Headers.ETag!.ToString();
        var answers = await SalesSteps.AtOnceAsync(8, i => admin.SendAsync(
            HttpMethod.Post, $"{path}/edits", EditSteps.Goods((ball, 1 + i)), ("If-Match", tag)));
        Assert.Equal((1, 7),
            (answers.CountOf(HttpStatusCode.OK), answers.CountOf(HttpStatusCode.PreconditionFailed)));
        await Shop.OrdersShouldAgreeAsync();
    }

    [Fact]
    public async Task The_last_unit_cancels_the_order_once()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        var order = (await buyer.OrderAsync((ball, 4))).Id();
        var answers = await SalesSteps.AtOnceAsync(8, _ => buyer.CancelUnitsAsync(order, (ball, 1)));
        Assert.Equal((4, 4), (answers.CountOf(HttpStatusCode.OK), answers.CountOf(HttpStatusCode.Conflict)));
        Assert.Equal("cancelled", await buyer.StatusAsync($"/sales/orders/{order}"));
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(ball));
        await Shop.OrdersShouldAgreeAsync();
    }
}
