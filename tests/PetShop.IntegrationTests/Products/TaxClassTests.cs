using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Money;
using PetShop.Api.Products.Services.Catalog;

namespace PetShop.IntegrationTests.Products;

public sealed class TaxClassTests : ShopTest
{
    [Fact]
    public async Task A_product_has_its_own_class_or_that_of_the_nearest_category_that_has_one()
    {
        var admin = await Shop.AdminAsync();
        Assert.Equal(TaxClass.Reduced,
            (await FindAsync(await Shop.Catalogue.AddProductAsync(category: "dry-food"))).TaxClass);
        Assert.Equal(TaxClass.Standard,
            (await FindAsync(await Shop.Catalogue.AddProductAsync(category: "toys"))).TaxClass);
        var top = await AddAsync(new { name = "Falconry", tax_class = "zero" });
        var middle = await AddAsync(new { name = "Hoods", parent = "falconry" });
        await AddAsync(new { name = "Small hoods", parent = "hoods" });
        var hood = await Shop.Catalogue.AddProductAsync(category: "small-hoods");
        Assert.Equal(TaxClass.Zero, (await FindAsync(hood)).TaxClass);
        await ChangeAsync($"/products/categories/{middle}", new { tax_class = "reduced" });
        Assert.Equal(TaxClass.Reduced, (await FindAsync(hood)).TaxClass);
        await ChangeAsync($"/products/{hood}", new { tax_class = "standard" });
        Assert.Equal(TaxClass.Standard, (await FindAsync(hood)).TaxClass);
        await ChangeAsync($"/products/{hood}", new { tax_class = (string?)null });
        await ChangeAsync($"/products/categories/{middle}", new { tax_class = (string?)null });
        Assert.Equal(TaxClass.Zero, (await FindAsync(hood)).TaxClass);
        await ChangeAsync($"/products/categories/{top}", new { tax_class = (string?)null });
        Assert.Equal(TaxClass.Standard, (await FindAsync(hood)).TaxClass);

        async Task<long> AddAsync(object category) =>
            (await Shop.Catalogue.AddReferenceAsync("/products/categories", category)).Id();

        async Task ChangeAsync(string path, object change) =>
            await (await admin.PutAsync(path, change)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Admins_see_a_products_own_class_and_nobody_else_does()
    {
        var made = await Shop.Catalogue.CreateAsync(new
        {
            name = "Rope", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, tax_class = "zero"
        });
        Assert.Equal("zero", made.GetProperty("admin_data").Text("tax_class"));
        var read = await Shop.Catalogue.ReadAsync(made.Id());
        Assert.Equal("zero", read.GetProperty("admin_data").Text("tax_class"));
        Assert.DoesNotContain(
            "tax_class", (await Shop.Catalogue.PublicAsync(made.Id())).GetRawText(), StringComparison.Ordinal);
        var list = await (await (await Shop.AdminAsync()).GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("zero", list.Items()[0].GetProperty("admin_data").Text("tax_class"));
        await (await (await Shop.AdminAsync()).PutAsync($"/products/{made.Id()}", new { tax_class = "Zero" }))
            .ShouldRejectFieldAsync("tax_class");
        var food = (await (await Shop.Anyone.GetAsync("/products/categories")).ShouldBeAsync(HttpStatusCode.OK)).Items()
            .Single(category => category.Text("slug") == "food");
        Assert.Equal("reduced", food.Text("tax_class"));
        Assert.Equal(JsonValueKind.Null, food.GetProperty("children")[0].GetProperty("tax_class").ValueKind);
    }

    [Fact]
    public async Task A_sale_knows_what_promotions_and_shipping_ask_about_a_product()
    {
        var made = await Shop.Catalogue.CreateAsync(new
        {
            name = "Kibble", category = "dry-food", pet_type = "dog", price = 1, stock_quantity = 1, weight = 2.5m,
            brand = "Knotty"
        });
        var product = await FindAsync(made.Id());
        Assert.Equal(2.5m, product.Weight);
        Assert.Equal(2, product.CategoryIds.Count);
        Assert.Equal("dry-food food", await Shop.Database.ReadAsync<string>(
            "SELECT string_agg(slug, ' ' ORDER BY slug) FROM categories WHERE id = ANY ($1)",
            product.CategoryIds.ToArray()));
        Assert.Equal("dry-food", await Shop.Database.ReadAsync<string>(
            "SELECT slug FROM categories WHERE id = $1", product.CategoryIds[0]));
        Assert.Equal("dog knotty", await Shop.Database.ReadAsync<string>(
            "SELECT t.slug || ' ' || b.slug FROM pet_types t, brands b WHERE t.id = $1 AND b.id = $2",
            product.PetTypeId, product.BrandId!.Value));
    }

    [Fact]
    public async Task A_sale_reads_the_categories_before_its_transaction()
    {
        var (product, buyer) = (await Shop.Catalogue.AddProductAsync(), await Shop.SignUpAsync());
        var admin = await Shop.AdminAsync();
        // With one connection, a read inside the transaction would wait for the transaction.
        buyer = buyer.At(Shop.StartNode(("Database:MaxPoolSize", "1"), ("Database:ConnectSeconds", "5")));
        await ForgetAsync();
        await buyer.FillCartAsync((product, 1));
        await ForgetAsync();
        await buyer.OrderAsync((product, 1));

        async Task ForgetAsync() => await (await admin.At(Shop.Node).DeleteAsync("/admin/cache?pattern=products:*"))
            .ShouldBeAsync(HttpStatusCode.NoContent);
    }

    private async Task<ProductSnapshot> FindAsync(long id)
    {
        await using var scope = Shop.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IProductCatalogue>().FindAsync([id], default))[id];
    }
}
