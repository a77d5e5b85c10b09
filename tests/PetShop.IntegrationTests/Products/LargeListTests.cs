using PetShop.IntegrationTests.Core.Database.Plans;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products;

/// <summary>Lists with more products than are counted or ranked.</summary>
public sealed class LargeListTests : ShopTest
{
    private const int Products = 3_000;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        // The estimate of a search takes the ids to begin at one, and an earlier test may have used some.
        await Shop.Database.ExecuteAsync("ALTER TABLE products ALTER COLUMN id RESTART");
        await LargeShop.FillAsync(Shop, Products, orders: 0);
    }

    [Fact]
    public async Task A_search_ranks_the_newest_of_too_many_and_always_the_product_of_this_name()
    {
        await Shop.Database.ExecuteAsync("""
            UPDATE product_search SET name_key = 'rope'
            WHERE product_id = (SELECT min(product_id) + 1 FROM product_search)
            """);
        var oldest = await Shop.Database.ReadAsync<long>("SELECT min(product_id) + 1 FROM product_search");
        var found = await WalkAsync("q=rope");
        Assert.Equal(oldest, found[0]);
        var newest = await Shop.Database.ReadAsync<long[]>("""
            SELECT array_agg(product_id)
            FROM (SELECT product_id FROM product_search WHERE is_active ORDER BY 1 DESC LIMIT 1000) n
            """);
        Assert.Equal(newest.Append(oldest).Order(), found.Order());
        await Shop.Database.ExecuteAsync("ANALYZE product_search");     // the estimate is of the statistics
        var page = await Shop.Anyone.ReadAsync("/products?q=rope");
        Assert.True(page.GetProperty("total_is_estimate").GetBoolean());
        Assert.InRange(page.GetProperty("total").GetInt64(), Products * 8 / 10, Products * 12 / 10);
    }

    [Theory]
    [InlineData("q=rope&sort=price", "price, product_id", "true")]
    [InlineData(
        "q=knotted&sort=-name", "name DESC, product_id DESC", "vector @@ to_tsquery('petshop_words', 'knotted')")]
    [InlineData("category=food&sort=price", "price, product_id",
        "category_id IN (SELECT id FROM categories WHERE slug IN ('food', 'dry-food'))")]
    [InlineData("pet_type=dog&brand=maker-3&brand=maker-4", "created_at DESC, product_id DESC",
        "pet_type_id = (SELECT id FROM pet_types WHERE slug = 'dog') "
        + "AND brand_id IN (SELECT id FROM brands WHERE slug IN ('maker-3', 'maker-4'))")]
    [InlineData("min_price=20&max_price=300&sort=name", "name, product_id", "price BETWEEN 20 AND 300")]
    [InlineData("q=rope&min_price=20&max_price=300&category=toys&sort=newest", "created_at DESC, product_id DESC",
        "price BETWEEN 20 AND 300 AND category_id = (SELECT id FROM categories WHERE slug = 'toys')")]
    [InlineData("in_stock=false&sort=-price", "price DESC, product_id DESC", "NOT in_stock")]
    public async Task Pages_are_the_whole_list_in_order(string filter, string order, string condition)
    {
        var expected = await Shop.Database.ReadAsync<long[]>(
            $"SELECT array_agg(product_id ORDER BY {order}) FROM product_search WHERE is_active AND {condition}");
        Assert.Equal(expected, await WalkAsync(filter));
    }

    [Theory, InlineData("price", "price, product_id"), InlineData("name", "name, product_id")]
    public async Task A_product_of_this_name_is_listed_only_where_it_passes_the_filters(string sort, string order)
    {
        const string Dog = "(SELECT id FROM pet_types WHERE slug = 'dog')";
        await Shop.Database.ExecuteAsync($"""
            UPDATE product_search SET name_key = 'rope'
            WHERE product_id = (SELECT min(product_id) FROM product_search WHERE pet_type_id <> {Dog})
            """);
        // So many that they are not all found before they are sorted.
        await Shop.Database.ExecuteAsync($"""
            UPDATE product_search
            SET pet_type_id = {Dog}, vector = vector || ('p' || {Dog})::tsvector WHERE name_key <> 'rope'
            """);
        var expected = await Shop.Database.ReadAsync<long[]>($"""
            SELECT array_agg(product_id ORDER BY {order}) FROM product_search
            WHERE is_active AND pet_type_id = {Dog}
            """);
        Assert.InRange(expected.Length, 1_001, Products);
        Assert.Equal(expected, await WalkAsync($"q=rope&pet_type=dog&sort={sort}"));
    }

    [Theory]
    [InlineData("low_stock=true", "created_at DESC, product_id DESC", "true")]
    [InlineData("low_stock=true&category=toys", "created_at DESC, product_id DESC",
        "category_id = (SELECT id FROM categories WHERE slug = 'toys')")]
    [InlineData("low_stock=true&min_stock=1&category=toys", "created_at DESC, product_id DESC",
        "quantity > 0 AND category_id = (SELECT id FROM categories WHERE slug = 'toys')")]
    [InlineData("low_stock=true&sort=-price", "price DESC, product_id DESC", "true")]
    public async Task Pages_of_what_is_low_on_stock_are_the_whole_list_in_order(
        string filter, string order, string condition)
    {
        await Shop.Database.ExecuteAsync("UPDATE product_stock SET quantity = product_id % 13");
        await Shop.Database.ExecuteAsync("UPDATE product_search SET few_left = product_id % 13 <= 5");
        var expected = await Shop.Database.ReadAsync<long[]>($"""
            SELECT array_agg(product_id ORDER BY {order}) FROM product_search JOIN product_stock USING (product_id)
            WHERE quantity <= 5 AND {condition}
            """);
        var admin = await Shop.AdminAsync();
        Assert.Equal(expected, await WalkAsync(filter, admin));
        var page = await admin.ReadAsync("/products?" + filter);
        Assert.Equal(expected.Length > 1_000, page.GetProperty("total_is_estimate").GetBoolean());
        if (expected.Length <= 1_000)
            Assert.Equal(expected.Length, page.GetProperty("total").GetInt64());
    }

    private Task<List<long>> WalkAsync(string filter) => WalkAsync(filter, Shop.Anyone);

    private static async Task<List<long>> WalkAsync(string filter, ShopCaller caller)
    {
        var (ids, cursor) = (new List<long>(), "");
        do
        {
            var page = await caller.ReadAsync($"/products?limit=40&{filter}{cursor}");
            ids.AddRange(page.Items().Select(product => product.Id()));
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? "&cursor=" + next : "";
        }
        while (cursor.Length > 0);
        return ids;
    }
}
