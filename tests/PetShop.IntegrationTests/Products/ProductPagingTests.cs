using System.Text.Json;

namespace PetShop.IntegrationTests.Products;

public sealed class ProductPagingTests : ShopTest
{
    private const int Products = 23;

    [Theory]
    [InlineData("newest")]
    [InlineData("price")]
    [InlineData("-price")]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("relevance&q=ball")]
    public async Task Pages_meet_without_gap_or_overlap_while_others_add_products(string sort)
    {
        var wanted = new List<long>();
        for (var i = 0; i < Products; i++)      // few prices and names, so that ids must decide
            wanted.Add(await AddAsync($"Ball {i % 3}", 1 + i % 4));
        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = await PageAsync($"sort={sort}&limit=5", cursor);
            seen.AddRange(page.Items().Select(p => p.Id()));
            cursor = page.GetProperty("next_cursor").GetString();
            await AddAsync("Ball 1", 2);
        }
        while (cursor is not null);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Empty(wanted.Except(seen));
    }

    [Theory]
    [InlineData("newest")]
    [InlineData("price")]
    [InlineData("-price")]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("relevance&q=ball")]
    [InlineData("relevance&q=ball%200")]        // those with just this name first
    [InlineData("price&q=ball%20or%20%22rope%22")]     // read as operators on every page
    public async Task The_pages_together_are_the_whole_list_in_its_order(string sort)
    {
        for (var i = 0; i < Products; i++)
            await AddAsync($"Ball {i % 5}", 1 + i % 7);
        var whole = (await PageAsync($"sort={sort}&limit=100", null)).Items();
        var joined = new List<JsonElement>();
        for (string? cursor = null, next = ""; next is not null; cursor = next)
        {
            var page = await PageAsync($"sort={sort}&limit=4", cursor);
            joined.AddRange(page.Items());
            next = page.GetProperty("next_cursor").GetString();
            Assert.Equal(whole.Count, page.Count("total"));
            Assert.False(page.GetProperty("total_is_estimate").GetBoolean());
        }
        Assert.NotEmpty(whole);
        Assert.Equal(whole.Select(p => p.Id()), joined.Select(p => p.Id()));
        Assert.Equal(InOrder(sort, whole).Select(p => p.Id()), joined.Select(p => p.Id()));
    }

    /// <summary>
    /// What the sort promises, with the id deciding between equals; an order by words is taken as it is.
    /// </summary>
    private static IEnumerable<JsonElement> InOrder(string sort, IReadOnlyList<JsonElement> items) =>
        sort.Split('&')[0] switch
        {
            "newest" => items.OrderByDescending(p => p.GetProperty("created_at").GetDateTimeOffset())
                .ThenByDescending(p => p.Id()),
            "price" => items.OrderBy(p => p.Money("price")).ThenBy(p => p.Id()),
            "-price" => items.OrderByDescending(p => p.Money("price")).ThenByDescending(p => p.Id()),
            "name" => items.OrderBy(p => p.Text("name"), StringComparer.Ordinal).ThenBy(p => p.Id()),
            "-name" =>
                items.OrderByDescending(p => p.Text("name"), StringComparer.Ordinal).ThenByDescending(p => p.Id()),
            _ => items,
        };

    [Fact]
    public async Task A_cursor_is_refused_by_another_sort_and_when_it_was_touched()
    {
        for (var i = 0; i < 3; i++)
            await AddAsync($"Ball {i}", 5);
        var cursor = (await PageAsync("sort=price&limit=1", null)).Text("next_cursor");
        await (await Shop.Anyone.GetAsync($"/products?sort=name&cursor={cursor}")).ShouldRejectFieldAsync("cursor");
        await (await Shop.Anyone.GetAsync($"/products?sort=price&cursor={cursor[..^2]}AA"))
            .ShouldRejectFieldAsync("cursor");
        await (await Shop.Anyone.GetAsync($"/products?sort=price&cursor={cursor}")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_page_has_24_items_unless_asked_otherwise()
    {
        for (var i = 0; i < 26; i++)
            await AddAsync($"Ball {i}", 5);
        var page = await PageAsync("", null);
        Assert.Equal(24, page.Items().Count);
        Assert.Equal(26, page.Count("total"));
    }

    private async Task<JsonElement> PageAsync(string query, string? cursor) =>
        await (await Shop.Anyone.GetAsync($"/products?{query}{(cursor is null ? "" : "&cursor=" + cursor)}"))
            .ShouldBeAsync(HttpStatusCode.OK);

    private Task<long> AddAsync(string name, decimal price) => Shop.Catalogue.AddProductAsync(name: name, price: price);
}
