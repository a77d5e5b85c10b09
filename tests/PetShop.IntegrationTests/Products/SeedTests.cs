using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Services.Seeding;

namespace PetShop.IntegrationTests.Products;

public sealed class SeedTests : ShopTest
{
    [Fact]
    public async Task The_seed_catalogue_comes_once_where_it_is_asked_for()
    {
        await SeedAsync();
        Assert.Equal(0, await CountAsync());
        AskForIt();
        await SeedAsync();
        Assert.Equal(SeedFiles.Products().Count, await CountAsync());
        var admin = await Shop.AdminAsync();
        var some = (await (await admin.GetAsync("/products/by-sku/DOG-FOOD-KD918")).ShouldBeAsync(HttpStatusCode.OK)).Id();
        await (await admin.DeleteAsync($"/products/{some}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await SeedAsync();
        Assert.Equal(SeedFiles.Products().Count - 1, await CountAsync());
    }

    [Fact]
    public async Task A_shop_that_has_a_product_gets_none_of_it()
    {
        await Shop.Catalogue.AddProductAsync();
        AskForIt();
        await SeedAsync();
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Reference_data_that_an_admin_removed_stay_away()
    {
        var admin = await Shop.AdminAsync();
        var horse = (await (await admin.GetAsync("/products/pet-types")).ShouldBeAsync(HttpStatusCode.OK)).Items().Single(t => t.Text("slug") == "horse");
        await (await admin.DeleteAsync($"/products/pet-types/{horse.Id()}")).ShouldBeAsync(HttpStatusCode.NoContent);
        AskForIt();
        await SeedAsync();
        await (await Shop.Anyone.GetAsync("/products?pet_type=horse")).ShouldBlameAsync("pet_type");
        var seeded = SeedFiles.Products();
        Assert.Equal(seeded.Count - seeded.Count(p => p.PetType == "horse"), await CountAsync());
    }

    private void AskForIt() => Shop.Services.GetRequiredService<IOptions<SeedOptions>>().Value.Catalogue = true;

    public override Task DisposeAsync()
    {
        Shop.Services.GetRequiredService<IOptions<SeedOptions>>().Value.Catalogue = false;
        return base.DisposeAsync();
    }

    /// <summary>As <c>migrate</c> does.</summary>
    private async Task SeedAsync()
    {
        await using var scope = Shop.Services.CreateAsyncScope();
        foreach (var seeder in scope.ServiceProvider.GetServices<ISeeder>().Where(s => s is ReferenceSeeder or CatalogueSeeder).OrderBy(s => s.Order))
            await seeder.SeedAsync(CancellationToken.None);
    }

    private async Task<int> CountAsync() => (await (await Shop.Anyone.GetAsync("/products?limit=1")).ShouldBeAsync(HttpStatusCode.OK)).Count("total");
}
