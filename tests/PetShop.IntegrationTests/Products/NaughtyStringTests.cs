using System.Text.Json;

namespace PetShop.IntegrationTests.Products;

public sealed class NaughtyStringTests : ShopTest
{
    [Theory]
    [InlineData("'; DROP TABLE products; --")]
    [InlineData("<script>alert('x')</script>")]
    [InlineData("{{7*7}} ${7*7} %s %n %00")]
    [InlineData("Ω≈ç√∫˜µ≤≥÷ 田中さん 😸👩‍👩‍👧‍👧 ﷽")]
    [InlineData("Z̷̡a̶l̵g̸o̷ text")]
    [InlineData("\\0 \\x00 \"quoted\" \\ / \\b \\t")]
    [InlineData("../../etc/passwd NULL null NaN -Infinity")]
    public async Task Strange_text_is_data_and_comes_back_as_it_was(string text)
    {
        var made = await Shop.Catalogue.CreateAsync(new
        {
            name = text, category = "toys",
            pet_type = "dog", price = 1, stock_quantity = 1, description = text, brand = text, supplier = text
        });
        var product = await Shop.Catalogue.PublicAsync(made.Id());
        Assert.Equal(text, product.Text("name"));
        Assert.Equal(text, product.Text("description"));
        Assert.Equal(text, product.Text("brand"));
        Assert.Equal(text, made.GetProperty("admin_data").Text("supplier"));
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", product.Text("slug"));
        await (await Shop.Anyone.GetAsync("/products?q=" + Uri.EscapeDataString(text)))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await Shop.Anyone.GetAsync("/products?sort=name&limit=1")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("\u202Etxet desrever\u202C", "U+202E")]
    [InlineData("\uFEFFmarked", "U+FEFF")]
    [InlineData("zero\u200Bwidth", "U+200B")]
    [InlineData("bell \b", "U+0008")]
    [InlineData("\u0001\u001F\u007F control", "U+0001")]
    public async Task Text_that_looks_like_another_is_refused_at_its_field_by_its_character(
        string text, string character)
    {
        var admin = await Shop.AdminAsync();
        foreach (var field in new[] { "name", "description", "brand", "supplier" })
        {
            var product = new Dictionary<string, object>
            {
                ["name"] = "Rope",
                ["category"] = "toys",
                ["pet_type"] = "dog",
                ["price"] = 1,
                ["stock_quantity"] = 1,
                [field] = text,
            };
            if (field == "description" && character == "U+200B")
                continue;
            var errors = await (await admin.PostAsync("/products", product)).ShouldRejectFieldAsync(field);
            Assert.Contains(character, errors.GetProperty(field)[0].GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Text_is_kept_in_one_form()
    {
        var made = await Shop.Catalogue.CreateAsync(new
        {
            name = " Pure\u0301e\u00A0 mix\t2\u2003kg ",
            description = " For\u2028cats.\r\n\r\n\r\nAnd  dogs. ",
            supplier = "\u200B",
            sku = " rope-1 ",
            image_url = "",
            brand = " \u3000 ",
            category = "toys",
            pet_type = " dog",
            price = 1,
            stock_quantity = 1,
        });
        Assert.Equal("Purée mix 2 kg", made.Text("name"));
        Assert.Equal("For\ncats.\n\nAnd dogs.", made.Text("description"));
        Assert.Equal("rope-1", made.Text("sku"));
        Assert.Equal(JsonValueKind.Null, made.GetProperty("image_url").ValueKind);
        Assert.Equal(JsonValueKind.Null, made.GetProperty("brand").ValueKind);
        Assert.Equal(JsonValueKind.Null, made.GetProperty("admin_data").GetProperty("supplier").ValueKind);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u00A0")]
    [InlineData("\u200B")]
    [InlineData("\u00AD\u2800")]
    public async Task A_name_without_visible_characters_is_missing(string name)
    {
        var admin = await Shop.AdminAsync();
        await (await admin.PostAsync(
            "/products", new { name, category = "toys", pet_type = "dog", price = 1, stock_quantity = 1 }))
            .ShouldRejectFieldAsync("name");
        await (await admin.PutAsync($"/products/{await Shop.Catalogue.AddProductAsync()}", new { name }))
            .ShouldRejectFieldAsync("name");
        foreach (var kind in new[] { "brands", "categories", "pet-types" })
            await (await admin.PostAsync($"/products/{kind}", new { name })).ShouldRejectFieldAsync("name");
    }

    /// <summary>As JSON Schema and the database count: in code points, after normalising.</summary>
    [Fact]
    public async Task Length_counts_what_is_kept()
    {
        var made = await Shop.Catalogue.CreateAsync(new
        {
            name = $"  {new string('x', 99)}e\u0301 ",
            category = "toys", pet_type = "dog", price = 1, stock_quantity = 1
        });
        Assert.Equal(100, made.Text("name").Length);
        var cats = string.Concat(Enumerable.Repeat("\U0001F408", 100));
        Assert.Equal(cats, (await Shop.Catalogue.CreateAsync(
            new { name = cats, category = "toys", pet_type = "dog", price = 1, stock_quantity = 1 })).Text("name"));
        await (await (await Shop.AdminAsync())
            .PostAsync("/products",
                new { name = cats + "x", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1 }))
            .ShouldRejectFieldAsync("name");
    }

    [Theory]
    [InlineData("by-sku")]
    [InlineData("by-slug")]
    public async Task Strange_names_in_the_path_are_just_not_found(string route)
    {
        foreach (var name in new[] { "'; --", "😸", "%25", "a b", new string('x', 3000), "*", "..%5c.." })
            await (await Shop.Anyone.GetAsync($"/products/{route}/{Uri.EscapeDataString(name)}"))
                .ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("\"\\ud800\"")]       // half a character
    [InlineData("\"a\\u0000b\"")]
    [InlineData("7")]
    [InlineData("[\"a\"]")]
    [InlineData("{}")]
    public async Task What_is_no_text_is_refused_at_its_field(string json)
    {
        var answer = await (await Shop.AdminAsync())
            .SendTextAsync(HttpMethod.Post, "/products",
                $$"""{"name":{{json}},"category":"toys","pet_type":"dog","price":1,"stock_quantity":1}""");
        await answer.ShouldRejectFieldAsync("name");
    }
}
