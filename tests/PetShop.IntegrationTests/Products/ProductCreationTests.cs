using System.Text.Json;

namespace PetShop.IntegrationTests.Products;

public sealed class ProductCreationTests : ShopTest
{
    [Fact]
    public async Task What_was_sent_comes_back_with_what_the_shop_adds()
    {
        var admin = await Shop.AdminAsync();
        var answer = await admin.PostAsync("/products", new
        {
            name = "Beech Wood Dumbbell",
            category = "training-aids",
            pet_type = "dog",
            price = 14.5,
            stock_quantity = 30,
            description = "Turned from one piece.",
            cost = 7.25,
            brand = "Otterbourne",
            weight = 0.4,
            supplier = "Kestrel Vale",
            barcode = "4006381333931",
            image_url = "https://img.example/d.webp",
        });
        var product = await answer.ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal($"/products/{product.Id()}", answer.Headers.Location!.ToString());
        Assert.Equal("\"v1\"", answer.Headers.ETag!.Tag);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Matches("^DOG-TRAIN-[0-9A-HJKMNP-TV-Z]{5}$", product.Text("sku"));
        Assert.Equal("beech-wood-dumbbell", product.Text("slug"));
        Assert.Equal("14.50", product.GetProperty("price").GetRawText());
        Assert.Equal("0.4", product.GetProperty("weight").GetRawText());
        Assert.Equal("04006381333931", product.Text("barcode"));
        Assert.Equal("Otterbourne", product.Text("brand"));
        Assert.Equal("EUR", product.Text("currency"));
        Assert.Equal("in_stock", product.Text("availability"));
        var inside = product.GetProperty("admin_data");
        Assert.Equal(admin.UserId, inside.Id("created_by"));
        Assert.Equal("7.25", inside.GetProperty("cost").GetRawText());
        Assert.Equal(50m, inside.Money("profit_margin"));
        Assert.Equal(50m, inside.Money("cost_percentage"));
        Assert.Equal(product.Text("updated_at"), inside.Text("last_updated"));
        Assert.Equal(product.GetRawText(), (await Shop.Catalogue.ReadAsync(product.Id())).GetRawText());
    }

    [Fact]
    public async Task Members_stand_in_the_contracts_order_and_optional_ones_are_null()
    {
        var product = await Shop.Catalogue.PublicAsync(await Shop.Catalogue.AddProductAsync());
        Assert.Equal(
            "id,sku,slug,name,description,category,category_name,pet_type,pet_type_name,brand,brand_slug,price,"
            + "currency,is_gift_card,weight,barcode,stock_quantity,availability,available_from,image_url,is_active,"
            + "created_at,updated_at",
            string.Join(',', product.EnumerateObject().Select(member => member.Name)));
        foreach (var name in new[]
            { "description", "brand", "weight", "barcode", "available_from", "image_url" })
            Assert.Equal(JsonValueKind.Null, product.GetProperty(name).ValueKind);
    }

    [Fact]
    public async Task Fifty_alike_at_once_get_fifty_SKUs_and_slugs_and_one_brand()
    {
        var admin = await Shop.AdminAsync();
        var made = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(async _ => await (await admin.PostAsync("/products",
                new
                {
                    name = "Same Ball", category = "toys",
                    pet_type = "dog", price = 1, stock_quantity = 1, brand = "Samebrand"
                })).ShouldBeAsync(HttpStatusCode.Created)));
        Assert.Equal(50, made.Select(p => p.Text("sku")).Distinct().Count());
        Assert.Equal(50, made.Select(p => p.Text("slug")).Distinct().Count());
        Assert.Single(
            (await (await Shop.Anyone.GetAsync("/products/brands")).ShouldBeAsync(HttpStatusCode.OK)).Items());
    }

    [Fact]
    public async Task A_SKU_is_taken_whatever_its_case_also_at_the_same_moment()
    {
        var admin = await Shop.AdminAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => admin.PostAsync("/products",
            new
            {
                name = $"Ball {i}", category = "toys", pet_type = "dog",
                price = 1, stock_quantity = 1, sku = i % 2 == 0 ? "My-Sku.1" : "MY-SKU.1"
            })));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
        {
            var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "duplicate-sku");
            Assert.True(problem.GetProperty("errors").TryGetProperty("sku", out _));
        }
        await (await Shop.Anyone.GetAsync("/products/by-sku/mY-sKu.1")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(" my-sku.1\u3000", true)]
    [InlineData("\uFF2DY-SKU.1", false)]
    [InlineData("MY\u2010SKU.1", false)]
    [InlineData("MY-S\u212AU.1", true)]
    [InlineData("MY-SKU.1\u200D", false)]
    public async Task A_SKU_that_looks_like_another_is_the_same_or_none(string typed, bool isSame)
    {
        await Shop.Catalogue.CreateAsync(
            new { name = "One", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, sku = "MY-SKU.1" });
        var answer = await (await Shop.AdminAsync())
            .PostAsync("/products",
                new { name = "Two", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, sku = typed });
        if (isSame)
            await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "duplicate-sku");
        else
            await answer.ShouldRejectFieldAsync("sku");
    }

    [Fact]
    public async Task A_brand_is_the_same_whatever_its_case()
    {
        await Shop.Catalogue.CreateAsync(new
        {
            name = "One", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, brand = "Harrow & Hound"
        });
        var second = await Shop.Catalogue.CreateAsync(new
        {
            name = "Two", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, brand = "HARROW & hound"
        });
        Assert.Equal("Harrow & Hound", second.Text("brand"));
    }

    [Theory]
    [InlineData(" \u00C9 Marke")]
    [InlineData("E\u0301 Marke")]
    [InlineData("\u00E9 MARKE")]
    [InlineData("e\u0301\u00A0 \u3000marke ")]
    [InlineData("\uFF25\u0301 Marke")]
    [InlineData("\u00C9 Mar\u212Ae")]
    public async Task A_brand_is_the_same_however_it_is_typed(string typed)
    {
        var admin = await Shop.AdminAsync();
        await Shop.Catalogue.CreateAsync(new
        {
            name = "One", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, brand = "\u00C9 Marke"
        });
        var second = await Shop.Catalogue.CreateAsync(
            new { name = "Two", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, brand = typed });
        Assert.Equal("\u00C9 Marke", second.Text("brand"));
        Assert.Equal("e-marke", second.Text("brand_slug"));
        await (await admin.PostAsync("/products/brands", new { name = typed, slug = "another" }))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "duplicate-name");
        var other = (await (await admin.PostAsync("/products/brands", new { name = "Other" }))
            .ShouldBeAsync(HttpStatusCode.Created)).Id();
        await (await admin.PutAsync($"/products/brands/{other}", new { name = typed }))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "duplicate-name");
    }

    [Theory]
    [InlineData("\u0130yi mama", "iyi-mama")]
    [InlineData("\uFB01sh food", "fish-food")]
    [InlineData("Stra\u00DFe \u0141\u00F3d\u017A Sm\u00F8r \u0131l\u0131k \u00C6r\u00F8",
        "strasse-lodz-smor-ilik-aero")]
    [InlineData("Pure\u0301e", "puree")]
    public async Task A_slug_keeps_the_letters_of_the_name(string name, string slug)
    {
        var admin = await Shop.AdminAsync();
        var made = await Shop.Catalogue.CreateAsync(
            new { name, category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, brand = name });
        Assert.Equal(slug, made.Text("slug"));
        Assert.Equal(slug, made.Text("brand_slug"));
        foreach (var (kind, separator) in new[] { ("categories", '-'), ("pet-types", '_') })
            Assert.Equal(slug.Replace('-', separator),
                (await (await admin.PostAsync("/products/" + kind, new { name })).ShouldBeAsync(HttpStatusCode.Created))
                    .Text("slug"));
    }

    [Fact]
    public async Task All_that_is_missing_or_wrong_is_named_at_once()
    {
        var admin = await Shop.AdminAsync();
        await (await admin.PostAsync("/products", new { }))
            .ShouldRejectFieldAsync("name", "category", "pet_type", "price", "stock_quantity");
        await (await admin.PostAsync("/products", new
        {
            name = new string('x', 101),
            category = "nope",
            pet_type = "unicorn",
            price = 1.234,
            stock_quantity = 1_000_001,
            sku = "no spaces",
            description = new string('x', 5001),
            cost = -1,
            brand = new string('x', 51),
            weight = 10_001,
            supplier = new string('x', 201),
            barcode = "4006381333930",
            image_url = "javascript:alert(1)",
        }))
            .ShouldRejectFieldAsync("name", "category", "pet_type", "price", "stock_quantity", "sku", "description",
                "cost", "brand", "weight", "supplier", "barcode", "image_url");
        await (await admin.SendTextAsync(HttpMethod.Post, "/products", """{"name":"x","id":7}"""))
            .ShouldRejectFieldAsync("id");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public async Task The_limits_themselves_are_allowed(int figure) => await Shop.Catalogue.CreateAsync(new
    {
        name = new string('x', 100),
        category = "toys",
        pet_type = "dog",
        price = figure,
        stock_quantity = figure,
        description = new string('y', 5000),
        cost = figure,
    });

    [Fact]
    public async Task A_line_break_at_the_end_is_no_part_of_a_SKU_or_slug()
    {
        var admin = await Shop.AdminAsync();
        await (await admin.PostAsync("/products", new
        {
            name = "Ball", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, sku = "BALL-1\n"
        })).ShouldRejectFieldAsync("sku");
        await (await admin.PostAsync("/products/brands", new { name = "Harrow", slug = "harrow\n" }))
            .ShouldRejectFieldAsync("slug");
    }

    [Fact]
    public async Task Only_admins_can_create_products()
    {
        var ball = new { name = "Ball", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1 };
        await (await Shop.Anyone.PostAsync("/products", ball)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await (await Shop.SignUpAsync()).PostAsync("/products", ball))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }
}
