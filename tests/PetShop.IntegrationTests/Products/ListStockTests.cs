using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products;

/// <summary>What a sale does to lists that are cached.</summary>
public sealed class ListStockTests : ShopTest
{
    private const string Toys = "/products?category=toys";
    private const string Collars = "/products?category=collars";

    [Theory]
    [InlineData(3)]
    [InlineData(6)]     // five are few: its search entry changes too
    public async Task A_sale_that_everyone_can_see_removes_the_lists_that_show_the_product_and_no_other(int stock)
    {
        var toy = await Shop.Catalogue.AddProductAsync(stock: stock);
        var collar = await Shop.Catalogue.AddProductAsync(name: "As cached", category: "collars");
        await Shop.Anyone.ReadAsync(Toys);
        await Shop.Anyone.ReadAsync(Collars);
        // Nothing removes this from the cache, so a list that was removed shows it.
        await Shop.Database.ExecuteAsync("UPDATE products SET name = 'As stored' WHERE id = $1", collar);
        await (await Shop.SignUpAsync()).OrderAsync((toy, 1));
        Assert.Equal("As cached", Assert.Single((await Shop.Anyone.ReadAsync(Collars)).Items()).Text("name"));
        Assert.Equal(stock - 1, Assert.Single((await Shop.Anyone.ReadAsync(Toys)).Items()).Count("stock_quantity"));
    }

    [Fact]
    public async Task A_sale_of_the_last_unit_shows_in_every_list()
    {
        var toy = await Shop.Catalogue.AddProductAsync(stock: 1);
        Assert.Single((await Shop.Anyone.ReadAsync($"{Toys}&in_stock=true")).Items());
        Assert.Empty((await Shop.Anyone.ReadAsync($"{Toys}&in_stock=false")).Items());
        await (await Shop.SignUpAsync()).OrderAsync((toy, 1));
        Assert.Empty((await Shop.Anyone.ReadAsync($"{Toys}&in_stock=true")).Items());
        Assert.Single((await Shop.Anyone.ReadAsync($"{Toys}&in_stock=false")).Items());
    }
}
