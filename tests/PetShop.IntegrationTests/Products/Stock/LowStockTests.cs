using System.Text.Json;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products.Stock;

public sealed class LowStockTests : ShopTest
{
    [Fact]
    public async Task A_threshold_of_its_own_decides_when_a_product_is_low()
    {
        var (own, usual, never) = (await Shop.Catalogue.AddProductAsync(stock: 31),
            await Shop.Catalogue.AddProductAsync(stock: 6), await Shop.Catalogue.AddProductAsync(stock: 2));
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await admin.SetTermsAsync(own, new { low_stock_threshold = 30 });
        await admin.SetTermsAsync(never, new { low_stock_threshold = 0 });
        Assert.Empty(await LowAsync());
        Assert.False((await Shop.Catalogue.ReadAsync(own)).GetProperty("admin_data").GetProperty("reorder_needed")
            .GetBoolean());

        await buyer.OrderAsync((own, 1), (usual, 1), (never, 1));
        Assert.Equal([usual, own], await LowAsync());
        Assert.Equal("low_stock", (await Shop.Catalogue.PublicAsync(own)).Text("availability"));
        Assert.Equal("in_stock", (await Shop.Catalogue.PublicAsync(never)).Text("availability"));
        var data = (await Shop.Catalogue.ReadAsync(own)).GetProperty("admin_data");
        Assert.True(
            data.GetProperty("low_stock_alert").GetBoolean() && data.GetProperty("reorder_needed").GetBoolean());
        Assert.Contains(never, (await admin.ReadAsync("/products?low_stock=false")).Items().Select(p => p.Id()));

        await admin.SetTermsAsync(own, new { low_stock_threshold = (int?)null });
        Assert.Equal([usual], await LowAsync());
    }

    [Fact]
    public async Task The_list_has_pages_and_leaves_out_what_is_not_on_sale()
    {
        var ids = new List<long>();
        for (var i = 0; i < 5; i++)
            ids.Add(await Shop.Catalogue.AddProductAsync(stock: i));
        await Shop.Catalogue.AddProductAsync(stock: 1, isActive: false);
        var admin = await Shop.AdminAsync();
        var first = await admin.ReadAsync("/products/low-stock?limit=3");
        var rest = await admin.ReadAsync($"/products/low-stock?limit=3&cursor={first.Text("next_cursor")}");
        Assert.Equal(ids.AsEnumerable().Reverse(), first.Items().Concat(rest.Items()).Select(p => p.Id("product_id")));
        Assert.Equal((5, JsonValueKind.Null), (first.Count("total"), rest.GetProperty("next_cursor").ValueKind));
        Assert.Equal((4, 5, "low_stock"), (first.Items()[0].Count("stock_quantity"),
            first.Items()[0].Count("low_stock_threshold"), first.Items()[0].Text("availability")));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Another_limit_of_the_shop_lists_the_right_products(int limit)
    {
        var ids = new List<long>();
        for (var stock = 1; stock <= 10; stock++)
            ids.Add(await Shop.Catalogue.AddProductAsync(stock: stock));
        var admin = await Shop.AdminAsync();
        await admin.SetTermsAsync(ids[9], new { low_stock_threshold = 10 });
        await admin.SetTermsAsync(ids[0], new { low_stock_threshold = 0 });
        var other = admin.At(Shop.StartNode(("Products:LowStock", $"{limit}")));
        Assert.Equal([.. ids[1..limit], ids[9]],
            (await other.ReadAsync("/products/low-stock")).Items().Select(p => p.Id("product_id")).Order());
        Assert.Equal([ids[0], .. ids[limit..9]],
            (await other.ReadAsync("/products?low_stock=false")).Items().Select(p => p.Id()).Order());
    }

    /// <summary>Both lists of what is low on stock, which must agree.</summary>
    private async Task<List<long>> LowAsync()
    {
        var admin = await Shop.AdminAsync();
        var low = (await admin.ReadAsync("/products/low-stock")).Items().Select(p => p.Id("product_id")).ToList();
        Assert.Equal(low, (await admin.ReadAsync("/products?low_stock=true")).Items().Select(p => p.Id()));
        return low;
    }
}
