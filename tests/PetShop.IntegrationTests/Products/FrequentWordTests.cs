using PetShop.IntegrationTests.Core.Database.Plans;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products;

/// <summary>
/// A word that so many products have that they are tested one after the other, in the order of the list.
/// </summary>
public sealed class FrequentWordTests : ShopTest
{
    private const int Products = 7_000;

    [Fact]
    public async Task Its_pages_are_in_the_order_of_the_list()
    {
        await LargeShop.FillAsync(Shop, Products, orders: 0);
        var expected = await Shop.Database.ReadAsync<long[]>("""
            SELECT array_agg(product_id) FROM (SELECT product_id FROM product_search
                WHERE is_active ORDER BY name, product_id LIMIT 200) first
            """);
        var (ids, cursor) = (new List<long>(), "");
        while (ids.Count < expected.Length)
        {
            var page = await Shop.Anyone.ReadAsync($"/products?q=rope&sort=name&limit=100{cursor}");
            ids.AddRange(page.Items().Select(product => product.Id()));
            cursor = "&cursor=" + page.Text("next_cursor");
        }
        Assert.Equal(expected, ids);
    }
}
