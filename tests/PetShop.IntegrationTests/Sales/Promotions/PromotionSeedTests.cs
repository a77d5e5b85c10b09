using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Services.Seeding;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.IntegrationTests.Sales.Promotions;

/// <summary>The sample promotions.</summary>
public sealed class PromotionSeedTests : ShopTest
{
    [Fact]
    public async Task A_new_shop_with_the_sample_catalogue_gets_three_promotions_once_and_keeps_an_admins_change()
    {
        await SeedAsync(isAskedFor: false);
        Assert.Equal(0, await CountAsync());
        await SeedAsync();
        Assert.Equal(3, await CountAsync());
        var usable = await Shop.Node.UsableAsync(PromotionCustomer.OfAccount(7), "welcome10", "freeship");
        Assert.Equal([null, "WELCOME10", "FREESHIP"], usable.Rules.Select(rule => rule.Code));
        Assert.Equal(20, usable.Rules[0].MinimumSubtotal);
        await Shop.ChangeAsync(usable.Rules[0].Id, new { name = "Ours", priority = 7 });
        await SeedAsync();
        Assert.Equal(3, await CountAsync());
        Assert.Equal(1, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM promotions WHERE name = 'Ours'"));
    }

    [Fact]
    public async Task Samples_that_an_admin_removed_do_not_come_back()
    {
        await SeedAsync();
        var admin = await Shop.AdminAsync();
        foreach (var sample in (await admin.ReadAsync(PromotionSteps.Url)).Items())
            await (await admin.DeleteAsync($"{PromotionSteps.Url}/{sample.Id()}"))
                .ShouldBeAsync(HttpStatusCode.NoContent);
        await SeedAsync();
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_shop_with_orders_gets_no_discount_from_an_upgrade()
    {
        await Shop.OrdersAsync(1);
        await SeedAsync();
        Assert.Equal(0, await CountAsync());
    }

    private async Task SeedAsync(bool isAskedFor = true)
    {
        var options = Shop.Services.GetRequiredService<IOptions<SeedOptions>>().Value;
        options.Catalogue = isAskedFor;
        try
        {
            await using var scope = Shop.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetServices<ISeeder>().OfType<PromotionSeeder>().Single()
                .SeedAsync(CancellationToken.None);
        }
        finally
        {
            options.Catalogue = false;
        }
    }

    private Task<long> CountAsync() => Shop.Database.ReadAsync<long>("SELECT count(*) FROM promotions");
}
