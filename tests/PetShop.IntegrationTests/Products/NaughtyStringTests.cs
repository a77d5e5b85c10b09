namespace PetShop.IntegrationTests.Products;

public sealed class NaughtyStringTests : ShopTest
{
    [Theory]
    [InlineData("'; DROP TABLE products; --")]
    [InlineData("<script>alert('x')</script>")]
    [InlineData("{{7*7}} ${7*7} %s %n %00")]
    [InlineData("Ω≈ç√∫˜µ≤≥÷ 田中さん 😸👩‍👩‍👧‍👧 ﷽")]
    [InlineData("\u202Etxet desrever\u202C \uFEFF \u200B")]
    [InlineData("Z̷̡a̶l̵g̸o̷ text")]
    [InlineData("\\0 \\x00 \"quoted\" \\ / \b \t")]
    [InlineData("../../etc/passwd NULL null NaN -Infinity")]
    [InlineData("\u0001\u001F\u007F control")]
    public async Task Strange_text_is_data_and_comes_back_as_it_was(string text)
    {
        var made = await Shop.Catalogue.CreateAsync(new { name = text, category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, description = text, brand = text, supplier = text });
        var product = await Shop.Catalogue.PublicAsync(made.Id());
        Assert.Equal(text, product.Text("name"));
        Assert.Equal(text, product.Text("description"));
        Assert.Equal(text, product.Text("brand"));
        Assert.Equal(text, made.GetProperty("admin_data").Text("supplier"));
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", product.Text("slug"));
        await (await Shop.Anyone.GetAsync("/products?q=" + Uri.EscapeDataString(text))).ShouldBeAsync(HttpStatusCode.OK);
        await (await Shop.Anyone.GetAsync("/products?sort=name&limit=1")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("by-sku")]
    [InlineData("by-slug")]
    public async Task Strange_names_in_the_path_are_just_not_found(string route)
    {
        foreach (var name in new[] { "'; --", "😸", "%25", "a b", new string('x', 3000), "*", "..%5c.." })
            await (await Shop.Anyone.GetAsync($"/products/{route}/{Uri.EscapeDataString(name)}")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("\"\\ud800\"")]       // half a character
    [InlineData("\"a\\u0000b\"")]
    [InlineData("7")]
    [InlineData("[\"a\"]")]
    [InlineData("{}")]
    public async Task What_is_no_text_is_refused_at_its_field(string json)
    {
        var answer = await (await Shop.AdminAsync()).SendTextAsync(HttpMethod.Post, "/products", $$"""{"name":{{json}},"category":"toys","pet_type":"dog","price":1,"stock_quantity":1}""");
        await answer.ShouldBlameAsync("name");
    }
}
