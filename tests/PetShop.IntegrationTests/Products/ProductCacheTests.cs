using System.Text.Json;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Products;

public sealed class ProductCacheTests : ShopTest
{
    [Fact]
    public async Task An_edit_shows_at_once_under_every_name_and_in_lists()
    {
        var made = await Shop.Catalogue.CreateAsync(
            new { name = "Rope", category = "toys", pet_type = "dog", price = 10, stock_quantity = 5 });
        var admin = await Shop.AdminAsync();
        string[] paths = [$"/products/{made.Id()}", $"/products/by-sku/{made.Text("sku")}",
            $"/products/by-slug/{made.Text("slug")}", "/products?category=toys"];
        for (var price = 11; price < 16; price++)
        {
            await (await admin.PatchAsync($"/products/{made.Id()}", new { price })).ShouldBeAsync(HttpStatusCode.OK);
            foreach (var path in paths)
                Assert.Contains($"\"price\":{price}.00",
                    await (await Shop.Anyone.GetAsync(path)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_edit_shows_on_another_node_soon()
    {
        var id = await Shop.Catalogue.AddProductAsync(price: 10);
        var admin = await Shop.AdminAsync();
        var other = new ShopCaller(Shop.StartNode());
        for (var price = 11; price < 16; price++)
        {
            await other.GetAsync($"/products/{id}");
            await (await admin.PatchAsync($"/products/{id}", new { price })).ShouldBeAsync(HttpStatusCode.OK);
            await Eventually.TrueAsync(
                async () => (await (await other.GetAsync($"/products/{id}")).ShouldBeAsync(HttpStatusCode.OK))
                    .Money("price") == price, $"a price of {price}");
        }
    }

    [Fact]
    public async Task A_new_category_is_known_on_another_node_soon()
    {
        var other = new ShopCaller(Shop.StartNode());
        await (await other.GetAsync("/products?category=toys")).ShouldBeAsync(HttpStatusCode.OK);
        await (await (await Shop.AdminAsync()).PostAsync("/products/categories", new { name = "Falconry" }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await (await Shop.Anyone.GetAsync("/products?category=falconry")).ShouldBeAsync(HttpStatusCode.OK);
        await Eventually.TrueAsync(
            async () => (await other.GetAsync("/products?category=falconry")).StatusCode == HttpStatusCode.OK,
            "the category is known");
    }

    [Fact]
    public async Task A_client_with_the_current_response_gets_a_304()
    {
        var id = await Shop.Catalogue.AddProductAsync();
        foreach (var path in new[]
        {
            $"/products/{id}", "/products", "/products/categories", "/products/pet-types", "/products/brands"
        })
        {
            var first = await Shop.Anyone.GetAsync(path);
            await first.ShouldBeAsync(HttpStatusCode.OK);
            var again = await Shop.Anyone.SendAsync(
                HttpMethod.Get, path, null, ("If-None-Match", first.Headers.ETag!.Tag));
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(first.Headers.ETag, again.Headers.ETag);
            Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task A_sale_above_the_cap_changes_no_public_answer_and_one_below_it_does()
    {
        var id = await Shop.Catalogue.AddProductAsync(stock: 22);
        var buyer = await Shop.SignUpAsync();
        var tag = (await Shop.Anyone.GetAsync($"/products/{id}")).Headers.ETag;
        await buyer.OrderAsync((id, 2));
        Assert.Equal(tag, (await Shop.Anyone.GetAsync($"/products/{id}")).Headers.ETag);
        await buyer.OrderAsync((id, 1));
        Assert.Equal(19, (await Shop.Catalogue.PublicAsync(id)).Count("stock_quantity"));
        Assert.Equal(19, (await ListedAsync()).Count("stock_quantity"));
        await buyer.OrderAsync((id, 19));
        Assert.Equal("out_of_stock", (await ListedAsync()).Text("availability"));
        Assert.Equal("out_of_stock", (await Shop.Catalogue.PublicAsync(id)).Text("availability"));
    }

    [Fact]
    public async Task A_sale_shows_under_every_name_even_one_given_after_the_stock_was_read()
    {
        var made = await Shop.Catalogue.CreateAsync(
            new { name = "Rope", category = "toys", pet_type = "dog", price = 10, stock_quantity = 5 });
        await (await (await Shop.AdminAsync()).PatchAsync($"/products/{made.Id()}", new { sku = "ROPE-NEW" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        string[] paths =
            [$"/products/{made.Id()}", "/products/by-sku/rope-new", $"/products/by-slug/{made.Text("slug")}"];
        foreach (var path in paths)
            await (await Shop.Anyone.GetAsync(path)).ShouldBeAsync(HttpStatusCode.OK);
        await (await Shop.SignUpAsync()).OrderAsync((made.Id(), 1));
        foreach (var path in paths)
            Assert.Equal(
                4, (await (await Shop.Anyone.GetAsync(path)).ShouldBeAsync(HttpStatusCode.OK)).Count("stock_quantity"));
        await (await Shop.Anyone.GetAsync($"/products/by-sku/{made.Text("sku")}"))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_renamed_slug_shows_in_products_at_once()
    {
        var id = await Shop.Catalogue.AddProductAsync(category: "toys");
        await Shop.Catalogue.PublicAsync(id);
        var toys = (await (await Shop.Anyone.GetAsync("/products/categories")).ShouldBeAsync(HttpStatusCode.OK)).Items()
            .Single(c => c.Text("slug") == "toys");
        await (await (await Shop.AdminAsync())
            .PutAsync($"/products/categories/{toys.Id()}",
                new { slug = "playthings" })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("playthings", (await Shop.Catalogue.PublicAsync(id)).Text("category"));
        Assert.Equal("playthings", (await ListedAsync()).Text("category"));
        await (await Shop.Anyone.GetAsync("/products?category=toys")).ShouldRejectFieldAsync("category");
    }

    [Fact]
    public async Task A_hidden_product_is_gone_at_once_and_comes_back_at_once()
    {
        var id = await Shop.Catalogue.AddProductAsync();
        var admin = await Shop.AdminAsync();
        for (var round = 0; round < 3; round++)
        {
            await Shop.Catalogue.PublicAsync(id);
            await admin.PatchAsync($"/products/{id}", new { is_active = false });
            await (await Shop.Anyone.GetAsync($"/products/{id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
            await admin.PatchAsync($"/products/{id}", new { is_active = true });
        }
    }

    private async Task<JsonElement> ListedAsync() =>
        (await (await Shop.Anyone.GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK)).Items().Single();
}
