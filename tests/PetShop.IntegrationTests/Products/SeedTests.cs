using PetShop.Api.Products.Services.Seeding;

namespace PetShop.IntegrationTests.Products;

public sealed class SeedTests : ShopTest
{
    [Fact]
    public async Task The_seed_catalogue_comes_once_where_it_is_asked_for()
    {
        await Shop.SeedAsync(isAskedFor: false);
        Assert.Equal(0, await CountAsync());
        await Shop.SeedAsync();
        Assert.Equal(SeedFiles.Products().Count, await CountAsync());
        var admin = await Shop.AdminAsync();
        var some =
            (await (await admin.GetAsync("/products/by-sku/DOG-FOOD-KD918")).ShouldBeAsync(HttpStatusCode.OK)).Id();
        await (await admin.DeleteAsync($"/products/{some}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await Shop.SeedAsync();
        Assert.Equal(SeedFiles.Products().Count - 1, await CountAsync());
    }

    [Fact]
    public async Task A_shop_that_has_a_product_gets_none_of_it()
    {
        await Shop.Catalogue.AddProductAsync();
        await Shop.SeedAsync();
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Reference_data_that_an_admin_removed_is_not_added_again()
    {
        var admin = await Shop.AdminAsync();
        var horse = (await (await admin.GetAsync("/products/pet-types")).ShouldBeAsync(HttpStatusCode.OK)).Items()
            .Single(t => t.Text("slug") == "horse");
        await (await admin.DeleteAsync($"/products/pet-types/{horse.Id()}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await Shop.SeedAsync();
        await (await Shop.Anyone.GetAsync("/products?pet_type=horse")).ShouldRejectFieldAsync("pet_type");
        var seeded = SeedFiles.Products();
        Assert.Equal(seeded.Count - seeded.Count(p => p.PetType == "horse"), await CountAsync());
    }

    private async Task<int> CountAsync() =>
        (await (await Shop.Anyone.GetAsync("/products?limit=1")).ShouldBeAsync(HttpStatusCode.OK)).Count("total");
}
