using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Core.Database.Plans;

/// <summary>What customer service reads all day, in a shop with one order and in one with ten thousand.</summary>
public sealed class ManyOrdersTests : ShopTest
{
    private const int Orders = 10_000;

    /// <summary>
    /// The session; the text as a tracking number, a SKU and words; the months; the newest orders of the first month
    /// with these words; the page; the total.
    /// </summary>
    private const int MostForFrequentWords = 8;

    /// <summary>Totals of more than a thousand are estimated, by a statement of their own.</summary>
    private const int ForTotal = 1;

    [Fact]
    public async Task Ten_thousand_orders_take_at_most_one_statement_more_than_one()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (order, invoice) = await buyer.BuyAsync((ball, 1));
        await admin.MoveOrderAsync(order.Id(), "confirmed", "processing");
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/shipments", new { tracking_number = "1Z-ONE" }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/notes", new { text = "Ring twice." }))
            .ShouldBeAsync(HttpStatusCode.Created);
        (ShopCaller Caller, string Path)[] reads =
        [
            (admin, "/sales/orders"), (admin, "/sales/orders?status=shipped"), (admin, "/sales/orders?guest=false"),
            (admin, $"/sales/orders?user_id={buyer.UserId}"), (admin, $"/sales/orders?q={buyer.Username}"),
            (admin, "/sales/orders?q=1z-one"), (admin, $"/sales/orders?number={order.Text("number")}"),
            (admin, $"/sales/orders?q={order.Text("number")[..7]}"), (admin, "/sales/invoices"),
            (admin, $"/sales/orders/{order.Id()}"), (admin, $"/sales/orders/{order.Id()}/timeline"),
            (admin, $"/sales/orders/{order.Id()}/shipments"), (admin, $"/sales/orders/{order.Id()}/explain"),
            (admin, $"/sales/invoices/{invoice.Id()}"), (buyer, "/sales/orders"), (buyer, "/sales/invoices"),
        ];
        using var counter = new StatementCounter();
        var before = await CountAsync();
        await LargeShop.FillAsync(Shop, products: 20, Orders);
        var after = await CountAsync();
        Assert.All(reads.Zip(before, after), read =>
            Assert.True(read.Third <= read.Second + ForTotal, $"{read.First.Path}: {read.Second}, then {read.Third}"));
        Assert.InRange(
            await counter.CountAsync(admin, HttpMethod.Get, "/sales/orders?q=kennel"), 1, MostForFrequentWords);

        async Task<List<int>> CountAsync()
        {
            var counts = new List<int>();
            foreach (var (caller, path) in reads)
                counts.Add(await counter.CountAsync(caller, HttpMethod.Get, path));
            return counts;
        }
    }
}
