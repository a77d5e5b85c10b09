using System.Text.Json;

namespace PetShop.IntegrationTests.Products;

public sealed class ProductEditTests : ShopTest
{
    private Admin _admin = null!;
    private JsonElement _product;
    private string _path = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _admin = await Shop.AdminAsync();
        _product = await Shop.Catalogue.CreateAsync(new
        {
            name = "Rope",
            category = "toys",
            pet_type = "dog",
            price = 9.9,
            stock_quantity = 10,
            description = "Long.",
            cost = 4,
            brand = "Knotty",
            weight = 0.25,
            supplier = "S",
            barcode = "4006381333931",
        });
        _path = $"/products/{_product.Id()}";
    }

    [Theory]
    [InlineData("PUT", "application/json")]
    [InlineData("PATCH", "application/json")]
    [InlineData("PATCH", "application/merge-patch+json")]
    public async Task What_is_absent_stays_and_null_clears(string method, string mediaType)
    {
        var body = """
            {"price":8.5,"description":null,"brand":null,"cost":null,"weight":null,"supplier":null,"barcode":null}
            """;
        var edited = await (await _admin.SendTextAsync(new HttpMethod(method), _path, body, mediaType))
            .ShouldBeAsync(HttpStatusCode.OK);
        foreach (var name in new[] { "description", "brand", "weight", "barcode" })
            Assert.Equal(JsonValueKind.Null, edited.GetProperty(name).ValueKind);
        Assert.Equal(JsonValueKind.Null, edited.GetProperty("admin_data").GetProperty("cost").ValueKind);
        Assert.Equal(JsonValueKind.Null, edited.GetProperty("admin_data").GetProperty("profit_margin").ValueKind);
        Assert.Equal("8.50", edited.GetProperty("price").GetRawText());
        foreach (var name in new[]
        {
            "id", "sku", "slug", "name", "category", "pet_type", "created_at", "stock_quantity"
        })
            Assert.Equal(_product.GetProperty(name).GetRawText(), edited.GetProperty(name).GetRawText());
        Assert.True(edited.GetProperty("updated_at").GetDateTimeOffset() > _product.GetProperty("updated_at")
            .GetDateTimeOffset());
    }

    [Fact]
    public async Task Every_field_can_be_changed_but_the_slug_stays()
    {
        var edited = await (await _admin.PatchAsync(_path, new
        {
            name = "Longer Rope",
            category = "chew-toys",
            pet_type = "cat",
            price = 1,
            sku = "ROPE-1",
            description = "d",
            cost = 0.5,
            brand = "Other",
            weight = 1.125,
            supplier = "t",
            barcode = "96385074",
            image_url = "http://x.example/y",
            is_active = false,
        })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("Longer Rope,chew-toys,cat,ROPE-1,d,Other,00000096385074,rope", string.Join(',',
            "name category pet_type sku description brand barcode slug".Split(' ')
                .Select(field => edited.Text(field))));
        Assert.False(edited.GetProperty("is_active").GetBoolean());
    }

    [Theory]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"category":null}""", "category")]
    [InlineData("""{"pet_type":"unicorn"}""", "pet_type")]
    [InlineData("""{"price":null}""", "price")]
    [InlineData("""{"price":"1"}""", "price")]
    [InlineData("""{"price":1.999}""", "price")]
    [InlineData("""{"sku":null}""", "sku")]
    [InlineData("""{"sku":""}""", "sku")]
    [InlineData("""{"is_active":null}""", "is_active")]
    [InlineData("""{"is_active":1}""", "is_active")]
    [InlineData("""{"barcode":"1"}""", "barcode")]
    [InlineData("""{"colour":"red"}""", "colour")]
    [InlineData("""{"Name":"x"}""", "Name")]
    [InlineData("""{"name":"x","name":"y"}""", "name")]
    [InlineData("""{"created_by":1}""", "created_by")]
    [InlineData("""{"name":"a\u0000b"}""", "name")]
    public async Task Invalid_fields_are_named_and_change_nothing(string patch, string blamed)
    {
        await (await _admin.SendTextAsync(HttpMethod.Patch, _path, patch)).ShouldRejectFieldAsync(blamed);
        Assert.Equal(_product.GetRawText(), (await Shop.Catalogue.ReadAsync(_product.Id())).GetRawText());
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Stock_is_refused_here_with_the_way_to_the_stock_route(string method)
    {
        var errors = await (await _admin.SendTextAsync(new HttpMethod(method), _path, """{"stock_quantity":99}"""))
            .ShouldRejectFieldAsync("stock_quantity");
        Assert.Contains("PUT /products/{id}/stock", errors.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_If_Match_is_refused_and_a_sale_makes_none_stale()
    {
        var tag = (await _admin.GetAsync(_path)).Headers.ETag!.Tag;
        await (await Shop.SignUpAsync()).OrderAsync((_product.Id(), 1));
        var edited = await _admin.PatchAsync(_path, new { price = 5 }, ifMatch: tag);
        await edited.ShouldBeAsync(HttpStatusCode.OK);
        Assert.NotEqual(tag, edited.Headers.ETag!.Tag);
        await (await _admin.PatchAsync(_path, new { price = 6 }, ifMatch: tag))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        await (await _admin.PutAsync(_path, new { price = 6 }, ifMatch: "\"something else\""))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await _admin.SendAsync(HttpMethod.Delete, _path, null, ("If-Match", tag)))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await _admin.PutAsync(_path, new { price = 6 }, ifMatch: edited.Headers.ETag.Tag))
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_many_edits_with_the_same_If_Match_one_wins()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(1, 10).Select(i => _admin.PatchAsync(_path, new { price = i }, ifMatch: "\"v1\"")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(9, answers.Count(a => a.StatusCode == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Edits_of_different_fields_at_once_all_stay()
    {
        await Task.WhenAll(
            _admin.PatchAsync(_path, new { description = "new" }), _admin.PatchAsync(_path, new { price = 3 }),
            _admin.PatchAsync(_path, new { supplier = "new" }), _admin.PatchAsync(_path, new { brand = "New" }));
        var product = await Shop.Catalogue.ReadAsync(_product.Id());
        Assert.Equal(
            "new new New 3.00", $"{product.Text("description")} {product.GetProperty("admin_data").Text("supplier")} "
                + $"{product.Text("brand")} {product.GetProperty("price").GetRawText()}");
    }

    [Fact]
    public async Task A_SKU_of_another_is_refused()
    {
        var other = await Shop.Catalogue.CreateAsync(new
        {
            name = "Other", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, sku = "taken-1"
        });
        await (await _admin.PatchAsync(_path, new { sku = "TAKEN-1" }))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "duplicate-sku");
        await (await _admin.PatchAsync($"/products/{other.Id()}", new { sku = "Taken-1" }))
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_product_that_does_not_exist_is_a_404()
    {
        await (await _admin.PatchAsync("/products/999999", new { price = 1 }))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await _admin.DeleteAsync("/products/999999")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await Shop.Anyone.GetAsync("/products/99999999999999999999"))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }
}
