using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Services.Seeding;

namespace PetShop.IntegrationTests.Products;

internal static class Seeding
{
    /// <summary>Puts data in place as <c>migrate</c> does.</summary>
    /// <param name="isAskedFor">Whether the seed catalogue is asked for.</param>
    public static async Task SeedAsync(this ShopFixture shop, bool isAskedFor = true)
    {
        var options = shop.Services.GetRequiredService<IOptions<SeedOptions>>().Value;
        options.Catalogue = isAskedFor;
        try
        {
            await using var scope = shop.Services.CreateAsyncScope();
            foreach (var seeder in scope.ServiceProvider.GetServices<ISeeder>()
                .Where(s => s is ReferenceSeeder or CatalogueSeeder).OrderBy(s => s.Order))
                await seeder.SeedAsync(CancellationToken.None);
        }
        finally
        {
            options.Catalogue = false;
        }
    }
}
