using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products;

public sealed class AdminDataTests : ShopTest
{
    private const string Secret = "Hush Hush Wholesale";

    [Fact]
    public async Task Only_admins_see_it()
    {
        var made = await Shop.Catalogue.CreateAsync(new
        {
            name = "Rope",
            category = "toys", pet_type = "dog", price = 10, stock_quantity = 1234, cost = 3.21, supplier = Secret
        });
        var admin = await Shop.AdminAsync();
        var user = await Shop.SignUpAsync();
        var expired = new ShopCaller(Shop.Node, "not.a.token");
        string[] paths = [$"/products/{made.Id()}", $"/products/by-sku/{made.Text("sku")}",
            $"/products/by-slug/{made.Text("slug")}", "/products", "/products?q=rope"];
        foreach (var path in paths)
            for (var round = 0; round < 2; round++)       // before and after the others filled the cache
            {
                foreach (var caller in new[] { Shop.Anyone, user, expired })
                {
                    var answer = await caller.GetAsync(path);
                    await answer.ShouldBeAsync(HttpStatusCode.OK);
                    AssertNothingInside(answer.Headers + await answer.Content.ReadAsStringAsync());
                    Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
                    Assert.Contains("Authorization", answer.Headers.Vary);
                }
                var inside = await admin.GetAsync(path);
                Assert.True(inside.Headers.CacheControl!.NoStore);
                Assert.Contains(Secret, await inside.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
    }

    [Fact]
    public async Task A_product_is_the_same_alone_and_in_lists()
    {
        var admin = await Shop.AdminAsync();
        await Shop.Catalogue.CreateAsync(new
        {
            name = "Rope", description = "It lasts.", category = "toys", pet_type = "dog", brand = "Maker & Sons",
            price = 10, stock_quantity = 12, cost = 3.21, supplier = Secret, weight = 0.25, barcode = "4006381333931",
            image_url = "https://example.com/rope.jpg",
        });
        await Shop.Catalogue.CreateAsync(
            new { name = "Ball", category = "toys", pet_type = "cat", price = 1.5, stock_quantity = 0 });
        foreach (var caller in new[] { admin, Shop.Anyone })
        {
            var listed = (await caller.ReadAsync("/products")).Items().ToList();
            Assert.Equal(2, listed.Count);
            foreach (var product in listed)
                foreach (var path in (string[])[$"/products/{product.Id()}", $"/products/by-sku/{product.Text("sku")}",
                    $"/products/by-slug/{product.Text("slug")}"])
                    Assert.Equal(product.GetRawText(), (await caller.ReadAsync(path)).GetRawText());
        }
    }

    [Fact]
    public async Task An_admins_answer_is_never_a_304_and_has_exact_stock()
    {
        var id = await Shop.Catalogue.AddProductAsync(stock: 84);
        var admin = await Shop.AdminAsync();
        var first = await admin.GetAsync($"/products/{id}");
        var again = await admin.SendAsync(
            HttpMethod.Get, $"/products/{id}", null, ("If-None-Match", first.Headers.ETag!.Tag));
        var product = await again.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(84, product.Count("stock_quantity"));
        Assert.Equal(84, product.GetProperty("admin_data").Count("stock_quantity"));
        Assert.Equal(20, (await Shop.Catalogue.PublicAsync(id)).Count("stock_quantity"));
    }

    [Theory]
    [InlineData(11, false, false)]
    [InlineData(10, true, false)]
    [InlineData(5, true, true)]
    public async Task It_warns_of_low_stock(int stock, bool reorder, bool low)
    {
        var inside = (await Shop.Catalogue.ReadAsync(await Shop.Catalogue.AddProductAsync(stock: stock)))
            .GetProperty("admin_data");
        Assert.Equal(reorder, inside.GetProperty("reorder_needed").GetBoolean());
        Assert.Equal(low, inside.GetProperty("low_stock_alert").GetBoolean());
    }

    [Fact]
    public async Task A_price_of_nothing_has_no_margin()
    {
        var made = await Shop.Catalogue.CreateAsync(
            new { name = "Gift", category = "toys", pet_type = "dog", price = 0, stock_quantity = 1, cost = 1 });
        Assert.Equal(System.Text.Json.JsonValueKind.Null,
            made.GetProperty("admin_data").GetProperty("profit_margin").ValueKind);
    }

    private static void AssertNothingInside(string answer)
    {
        foreach (var word in new[]
        {
            "admin_data", Secret, "3.21", "1234", "supplier", "created_by", "profit", "reorder"
        })
            Assert.DoesNotContain(word, answer, StringComparison.OrdinalIgnoreCase);
    }
}
