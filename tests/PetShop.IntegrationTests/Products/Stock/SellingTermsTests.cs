using System.Text.Json;
using PetShop.Api.Products.Services.Stock;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products.Stock;

/// <summary>Back-orders and pre-orders.</summary>
public sealed class SellingTermsTests : ShopTest
{
    [Fact]
    public async Task Products_are_sold_on_back_order_up_to_their_limit()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 3);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await admin.SetTermsAsync(ball, new { backorder_limit = 5 });
        await SeeAsync(ball, 3, "low_stock", isInStock: true);
        await buyer.OrderAsync((ball, 4));
        await SeeAsync(ball, 0, "backorder", isInStock: false);
        var problem = await (await buyer.CheckOutAsync((ball, 5)))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock");
        Assert.Equal(4, Assert.Single(problem.Items()).Count("available"));
        await buyer.OrderAsync((ball, 4));
        await SeeAsync(ball, 0, "out_of_stock", isInStock: false);
        var seen = await Shop.Catalogue.ReadAsync(ball);
        Assert.Equal((-5, 5), (seen.Count("stock_quantity"), seen.GetProperty("admin_data").Count("backorder_limit")));
        await (await buyer.CheckOutAsync((ball, 1)))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock");
        await (await admin.PutAsync($"/products/{ball}/stock", new { quantity = 2, expected = -5 }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await SeeAsync(ball, 2, "low_stock", isInStock: true);
        Assert.Equal(["opening 3 3", "sold -4 -1", "sold -4 -5", "counted 7 2"],
            (await admin.MovementsAsync(ball)).Lines());
        await Shop.AssertBalancedAsync();
    }

    [Fact]
    public async Task Admins_read_the_stock_that_they_are_about_to_set()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 50, isActive: false);
        var admin = await Shop.AdminAsync();
        await admin.SetTermsAsync(
            ball, new { backorder_limit = 5, low_stock_threshold = 7, available_from = "2099-03-01" });
        var answer = await admin.GetAsync($"/products/{ball}/stock");
        var stock = await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((ball, 50, 5, 7, "preorder", "2099-03-01T00:00:00Z"),
            (stock.GetProperty("product_id").GetInt64(), stock.Count("stock_quantity"), stock.Count("backorder_limit"),
                stock.Count("low_stock_threshold"), stock.Text("availability"), stock.Text("available_from")));
        var links = stock.GetProperty("links");
        await (await admin.SendAsync(HttpMethod.Put, links.Text("stock"), new { quantity = 48, expected = 50 },
            ("If-Match", answer.Headers.ETag!.ToString()))).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(48, (await admin.ReadAsync(links.Text("stock"))).Count("stock_quantity"));
        Assert.Equal(2, (await admin.ReadAsync(links.Text("movements"))).Items().Count);
        Assert.Equal(ball, (await admin.ReadAsync(links.Text("product"))).Id());
        await (await admin.GetAsync("/products/999999/stock")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_limit_is_not_lowered_below_what_is_on_back_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 0);
        var admin = await Shop.AdminAsync();
        await admin.SetTermsAsync(ball, new { backorder_limit = 5 });
        await (await Shop.SignUpAsync()).OrderAsync((ball, 4));
        await (await admin.PatchAsync($"/products/{ball}", new { backorder_limit = 3, name = "Other" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "backorder-limit-exceeded");
        var seen = await Shop.Catalogue.ReadAsync(ball);
        Assert.Equal(5, seen.GetProperty("admin_data").Count("backorder_limit"));
        Assert.NotEqual("Other", seen.Text("name"));
        await admin.SetTermsAsync(ball, new { backorder_limit = 4 });
        foreach (var invalid in new[] { -1, 1_000_001 })
            await (await admin.PatchAsync($"/products/{ball}", new { backorder_limit = invalid }))
                .ShouldRejectFieldAsync("backorder_limit");
    }

    [Fact]
    public async Task A_cart_tells_of_back_orders_and_pre_orders_and_can_be_ordered()
    {
        var (few, none, later) = (await Shop.Catalogue.AddProductAsync(stock: 2),
            await Shop.Catalogue.AddProductAsync(stock: 0), await Shop.Catalogue.AddProductAsync(stock: 9));
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await admin.SetTermsAsync(few, new { backorder_limit = 5 });
        await admin.SetTermsAsync(none, new { backorder_limit = 5 });
        var from = (Shop.Clock.GetUtcNow() + TimeSpan.FromDays(3)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        await admin.SetTermsAsync(later, new { available_from = from });
        var cart = await buyer.FillCartAsync((few, 3), (none, 1), (later, 1));
        Assert.Equal([("low_stock", "backorder"), ("backorder", "backorder"), ("preorder", "preorder")],
            cart.Items().Select(line => (line.Text("availability"), Code(line))));
        Assert.Empty(cart.GetProperty("notices").EnumerateArray());
        Assert.Equal(from, cart.Items()[2].Text("available_from"));
        await (await buyer.CheckOutCartAsync()).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(-1, await Shop.Catalogue.StockOfAsync(few));

        cart = await buyer.FillCartAsync((few, 5));
        Assert.Equal("insufficient_stock", Code(cart.Items()[0]));
        Assert.Single(cart.GetProperty("notices").EnumerateArray());
    }

    [Fact]
    public async Task A_pre_order_ends_at_its_time()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 9);
        var admin = await Shop.AdminAsync();
        var from = Shop.Clock.GetUtcNow() + TimeSpan.FromMinutes(5);
        await admin.SetTermsAsync(ball, new { available_from = from.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") });
        var seen = await SeeAsync(ball, 9, "preorder", isInStock: false);
        Assert.Equal(from.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), seen.Text("available_from"));
        await (await Shop.SignUpAsync()).OrderAsync((ball, 1));

        Shop.Clock.Advance(TimeSpan.FromMinutes(5));
        await Shop.RunJobAsync<PreorderJob>();
        seen = await SeeAsync(ball, 8, "in_stock", isInStock: true);
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("available_from").ValueKind);
        await Shop.RunJobAsync<PreorderJob>();
    }

    [Fact]
    public async Task A_request_between_the_time_and_the_job_sees_the_end_of_the_pre_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 9);
        var admin = await Shop.AdminAsync();
        var from = Shop.Clock.GetUtcNow() + TimeSpan.FromMinutes(5);
        await admin.SetTermsAsync(ball, new { available_from = from.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") });
        Shop.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("in_stock", (await Shop.Catalogue.PublicAsync(ball)).Text("availability"));
        await (await Shop.SignUpAsync()).OrderAsync((ball, 9));
        await SeeAsync(ball, 0, "out_of_stock", isInStock: false);
        await Shop.RunJobAsync<PreorderJob>();
        await SeeAsync(ball, 0, "out_of_stock", isInStock: false);
    }

    [Fact]
    public async Task A_time_in_the_past_and_null_mean_now_and_a_product_can_be_created_with_its_terms()
    {
        var admin = await Shop.AdminAsync();
        var later = Shop.Clock.GetUtcNow().AddDays(30);
        var made = await Shop.Catalogue.CreateAsync(new
        {
            name = "Soon", category = "toys", pet_type = "dog", price = 5, stock_quantity = 0, backorder_limit = 7,
            low_stock_threshold = 2, available_from = later.ToString("yyyy-MM-dd"),
        });
        var data = made.GetProperty("admin_data");
        Assert.Equal(("preorder", 7, 2),
            (made.Text("availability"), data.Count("backorder_limit"), data.Count("low_stock_threshold")));
        foreach (var cleared in new object[]
        {
            new { available_from = "2020-01-01" }, new { available_from = (string?)null }
        })
        {
            await admin.SetTermsAsync(made.Id(), new { available_from = later.ToString("yyyy-MM-dd") });
            var set = await admin.SetTermsAsync(made.Id(), cleared);
            Assert.Equal(("backorder", JsonValueKind.Null),
                (set.Text("availability"), set.GetProperty("available_from").ValueKind));
        }
        var same = await admin.SetTermsAsync(made.Id(), new { low_stock_threshold = (int?)null });
        Assert.Equal(JsonValueKind.Null, same.GetProperty("admin_data").GetProperty("low_stock_threshold").ValueKind);
        Assert.Equal(7, same.GetProperty("admin_data").Count("backorder_limit"));
    }

    [Fact]
    public async Task A_hidden_product_is_not_sold_on_back_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 0);
        var admin = await Shop.AdminAsync();
        await admin.SetTermsAsync(ball, new { backorder_limit = 5, is_active = false });
        await (await (await Shop.SignUpAsync()).CheckOutAsync((ball, 1)))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "product-not-on-sale");
        Assert.Equal("backorder", (await admin.SetTermsAsync(ball, new { is_active = true })).Text("availability"));
    }

    /// <summary>In the product, and in the lists of what can be sent now and what cannot.</summary>
    private async Task<JsonElement> SeeAsync(long id, int stock, string availability, bool isInStock)
    {
        var product = await Shop.Catalogue.PublicAsync(id);
        Assert.Equal((stock, availability), (product.Count("stock_quantity"), product.Text("availability")));
        foreach (var listed in new[] { true, false })
        {
            var found = (await Shop.Anyone.ReadAsync($"/products?category=toys&in_stock={(listed ? "true" : "false")}"))
                .Items().Where(item => item.Id() == id).ToList();
            Assert.Equal(listed == isInStock ? [availability] : [], found.Select(item => item.Text("availability")));
        }
        return product;
    }

    private static string Code(JsonElement line) =>
        Assert.Single(line.GetProperty("notices").EnumerateArray()).Text("code");
}
