using System.Text.Json;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products.Stock;

public sealed class StockCountTests : ShopTest
{
    private const string Path = "/products/stock-counts";

    [Fact]
    public async Task A_count_shows_its_differences_before_it_is_applied()
    {
        var (ball, rope) =
            (await Shop.Catalogue.AddProductAsync(stock: 10), await Shop.Catalogue.AddProductAsync(stock: 5));
        var admin = await Shop.AdminAsync();
        var sku = (await Shop.Catalogue.ReadAsync(rope)).Text("sku");
        object[] lines =
            [new { product_id = ball, counted = 8, expected = 10 }, new { sku = sku.ToLowerInvariant(), counted = 5 }];
        var shown = await ReadAsync(admin, new { lines, dry_run = true });
        Assert.Equal([(ball, 10, 8, -2), (rope, 5, 5, 0)], shown.GetProperty("lines").EnumerateArray().Select(
            l => (l.Id("product_id"), l.Count("stock_quantity"), l.Count("counted"), l.Count("difference"))));
        Assert.Equal(1, shown.Count("differences"));
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("id").ValueKind);
        Assert.Single(await admin.MovementsAsync(ball));

        var applied = await ReadAsync(admin, new { lines, note = "Aisle 3" });
        foreach (var (id, expected) in new[] { (ball, "counted -2 8"), (rope, "counted 0 5") })
        {
            var movement = (await admin.MovementsAsync(id))[^1];
            Assert.Equal([expected], new[] { movement }.Lines());
            Assert.Equal(("count", applied.Id(), "Aisle 3"),
                (movement.Text("reference_type"), movement.Id("reference_id"), movement.Text("note")));
            Assert.Equal(movement.Id(), applied.GetProperty("lines").EnumerateArray()
                .Single(line => line.Id("product_id") == id).Id("movement_id"));
        }
        await Shop.AssertBalancedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_count_is_refused_as_a_whole_if_a_figure_has_changed(bool isDry)
    {
        var (ball, rope) =
            (await Shop.Catalogue.AddProductAsync(stock: 10), await Shop.Catalogue.AddProductAsync(stock: 5));
        var admin = await Shop.AdminAsync();
        await (await Shop.SignUpAsync()).OrderAsync((rope, 1));
        object[] lines =
        [
            new { product_id = ball, counted = 8, expected = 10 }, new { product_id = rope, counted = 5, expected = 5 },
        ];
        var problem = await (await admin.PostAsync(Path, new { lines, dry_run = isDry }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "stock-count-outdated");
        var item = Assert.Single(problem.Items());
        Assert.Equal((rope, 5, 4), (item.Id("product_id"), item.Count("expected"), item.Count("stock_quantity")));
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(ball));
        Assert.Single(await admin.MovementsAsync(ball));
    }

    [Fact]
    public async Task Each_line_names_a_product_and_no_product_twice()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var admin = await Shop.AdminAsync();
        var sku = (await Shop.Catalogue.ReadAsync(ball)).Text("sku");
        await RejectAsync("lines[1].product_id", new { product_id = ball, counted = 1 },
            new { product_id = 999_999, counted = 1 });
        await RejectAsync("lines[0].sku", new { sku = "NO-SUCH", counted = 1 });
        await RejectAsync("lines[1].sku", new { product_id = ball, counted = 1 }, new { sku, counted = 1 });
        await RejectAsync("lines[0].product_id", new { counted = 1 });
        await RejectAsync("lines[0].product_id", new { product_id = ball, sku, counted = 1 });
        await RejectAsync("lines[0].counted", new { product_id = ball });
        await RejectAsync("lines");
        await RejectAsync("lines", [.. Enumerable.Repeat(new { product_id = ball, counted = 1 }, 1_001)]);
        Assert.Single(await admin.MovementsAsync(ball));

        async Task RejectAsync(string field, params object[] lines) =>
            await (await admin.PostAsync(Path, new { lines })).ShouldRejectFieldAsync(field);
    }

    [Fact]
    public async Task A_repeated_count_is_applied_once()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var admin = await Shop.AdminAsync();
        var body = new { lines = new[] { new { product_id = ball, counted = 8 } } };
        var first = await (await admin.PostAsync(Path, body, "count-1")).ShouldBeAsync(HttpStatusCode.OK);
        var again = await (await admin.PostAsync(Path, body, "count-1")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(["opening 10 10", "counted -2 8"], (await admin.MovementsAsync(ball)).Lines());
    }

    [Fact]
    public async Task The_number_of_statements_does_not_depend_on_the_number_of_lines()
    {
        var ids = new List<long>();
        for (var i = 0; i < 30; i++)
            ids.Add(await Shop.Catalogue.AddProductAsync(stock: 50));
        var admin = await Shop.AdminAsync();
        using var statements = new StatementCounter();
        await CountAsync(1);        // takes a block of ids
        Assert.Equal(await CountAsync(1), await CountAsync(30));

        Task<int> CountAsync(int lines) => statements.CountAsync(admin, HttpMethod.Post, Path,
            new { lines = ids.Take(lines).Select(id => new { product_id = id, counted = 40 }).ToArray() });
    }

    private static async Task<JsonElement> ReadAsync(Admin admin, object body) =>
        await (await admin.PostAsync(Path, body)).ShouldBeAsync(HttpStatusCode.OK);
}
