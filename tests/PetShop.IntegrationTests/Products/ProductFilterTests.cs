using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Reference;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products;

public sealed class ProductFilterTests : ShopTest
{
    [Fact]
    public async Task A_category_includes_its_subtree()
    {
        await AddAsync("Kibble", category: "dry-food");
        await AddAsync("Tin", category: "wet-food");
        await AddAsync("Ball", category: "fetch-toys");
        Assert.Equal(["Kibble", "Tin"], await NamesAsync("category=food&sort=name"));
        Assert.Equal(["Kibble"], await NamesAsync("category=dry-food"));
        Assert.Empty(await NamesAsync("category=treats"));
    }

    [Fact]
    public async Task Pet_type_brand_and_price_narrow_the_list()
    {
        await AddAsync("Cheap dog toy", price: 1, brand: "Acorn & Oak");
        await AddAsync("Dear dog toy", price: 100, brand: "Acorn & Oak");
        await AddAsync("Cat toy", petType: "cat", price: 50);
        Assert.Equal(["Cheap dog toy", "Dear dog toy"], await NamesAsync("pet_type=dog&sort=price"));
        Assert.Equal(["Dear dog toy", "Cheap dog toy"], await NamesAsync("brand=acorn-oak&sort=-price"));
        Assert.Equal(["Cat toy", "Dear dog toy"], await NamesAsync("min_price=50&max_price=100&sort=price"));
        Assert.Equal(["Dear dog toy"], await NamesAsync("min_price=50.01&pet_type=dog&brand=acorn-oak"));
    }

    [Fact]
    public async Task Several_values_of_a_filter_are_any_of_them()
    {
        await AddAsync("Ball", category: "fetch-toys", brand: "Acorn");
        await AddAsync("Kibble", category: "dry-food", brand: "Birch", petType: "cat");
        await AddAsync("Tin", category: "wet-food", brand: "Cedar", petType: "bird");
        Assert.Equal(["Ball", "Kibble"], await NamesAsync("brand=birch&brand=acorn&sort=name"));
        Assert.Equal(["Ball", "Kibble", "Tin"],
            await NamesAsync("category=food&category=toys&category=dry-food&sort=name"));
        Assert.Equal(["Kibble", "Tin"], await NamesAsync("pet_type=bird&pet_type=cat&pet_type=bird&sort=name"));
        Assert.Equal(["Kibble"], await NamesAsync("pet_type=bird&pet_type=cat&brand=birch&brand=acorn"));
        var names = await Shop.Services.GetRequiredService<ReferenceData>().RefreshAsync(default);
        var queries = Shop.Services.GetRequiredService<ProductQueryBuilder>();
        string[][] brands = [["acorn", "birch"], ["birch", "acorn"], ["birch", "acorn", "birch"]];
        var keys = brands.Select(slugs => queries.ForPublic(Actor.Anonymous, new() { Brand = slugs }, names).CacheKey);
        Assert.Single(keys.Distinct());         // cached as one
        await (await Shop.Anyone.GetAsync("/products?" + string.Join('&', Enumerable.Repeat("brand=acorn", 21))))
            .ShouldRejectFieldAsync("brand");
    }

    [Fact]
    public async Task What_a_product_shows_is_what_filters_take()
    {
        await AddAsync("Kibble", category: "dry-food", brand: "Acorn & Oak", petType: "small_animal");
        var product = (await Shop.Anyone.ReadAsync("/products")).Items().Single();
        Assert.Equal(("Acorn & Oak", "acorn-oak", "Dry food", "Small animal"),
            (product.Text("brand"), product.Text("brand_slug"), product.Text("category_name"),
                product.Text("pet_type_name")));
        var (brand, category, petType) =
            (product.Text("brand_slug"), product.Text("category"), product.Text("pet_type"));
        Assert.Equal(["Kibble"], await NamesAsync($"brand={brand}&category={category}&pet_type={petType}"));
        await AddAsync("Loose");
        Assert.Equal(System.Text.Json.JsonValueKind.Null,
            (await Shop.Anyone.ReadAsync("/products")).Items()[0].GetProperty("brand_slug").ValueKind);
    }

    [Fact]
    public async Task Ids_come_in_the_order_given_on_one_page_and_what_is_not_there_is_left_out()
    {
        var ids = new List<long>();
        for (var i = 0; i < 30; i++)
            ids.Add(await Shop.Catalogue.AddProductAsync(name: i == 3 ? "Ball 03 zebra" : $"Ball {i:00}"));
        var hidden = await Shop.Catalogue.AddProductAsync(isActive: false);
        long[] wanted = [.. ids.OrderBy(id => id * 7919 % 101), hidden, 999_999];
        var query = string.Join('&', wanted.Append(wanted[0]).Select(id => $"ids={id}"));
        var page = await Shop.Anyone.ReadAsync("/products?" + query);
        Assert.Equal(wanted[..30], page.Items().Select(p => p.Id()));
        Assert.Equal((30, System.Text.Json.JsonValueKind.Null),
            (page.Count("total"), page.GetProperty("next_cursor").ValueKind));
        Assert.Equal(ids, (await Shop.Anyone.ReadAsync($"/products?{query}&sort=name")).Items().Select(p => p.Id()));
        Assert.Equal([ids[3]], (await Shop.Anyone.ReadAsync($"/products?{query}&q=zebra")).Items().Select(p => p.Id()));
        Assert.Equal(31, (await (await Shop.AdminAsync()).ReadAsync("/products?" + query)).Count("total"));
        using var counter = new StatementCounter();
        // not kept: it was asked for before
        Assert.NotEqual(0, await counter.CountAsync(Shop.Anyone, HttpMethod.Get, "/products?" + query));
        var seen = new List<long>();
        for (string? cursor = "", next; cursor is not null; cursor = next)
        {
            page = await Shop.Anyone.ReadAsync($"/products?{query}&limit=7{cursor}");
            Assert.InRange(page.Items().Count, 1, 7);
            seen.AddRange(page.Items().Select(p => p.Id()));
            next = page.GetProperty("next_cursor").GetString() is { } place ? "&cursor=" + place : null;
        }
        Assert.Equal(wanted[..30], seen);
        await (await Shop.Anyone.GetAsync("/products?" + string.Join(
            '&', Enumerable.Range(1, 101).Select(id => $"ids={id}")))).ShouldRejectFieldAsync("ids");
        Assert.Empty((await Shop.Anyone.ReadAsync("/products?ids=999999")).Items());
    }

    [Fact]
    public async Task In_stock_tells_what_can_be_bought_from_what_is_sold_out()
    {
        await AddAsync("Here", stock: 1);
        await AddAsync("Gone", stock: 0);
        Assert.Equal(["Here"], await NamesAsync("in_stock=true"));
        Assert.Equal(["Gone"], await NamesAsync("in_stock=false"));
    }

    [Fact]
    public async Task The_newest_come_first_unless_asked_otherwise()
    {
        await AddAsync("First", price: 2);
        await AddAsync("Second", price: 1);
        Assert.Equal(["Second", "First"], await NamesAsync(""));
        Assert.Equal(["Second", "First"], await NamesAsync("sort=newest"));
        Assert.Equal(["First", "Second"], await NamesAsync("sort=-price"));
    }

    [Fact]
    public async Task Names_sort_as_people_do_whatever_the_servers_locale()
    {
        foreach (var name in new[] { "zebra", "Apple", "éclair", "apple pie", "Zoo" })
            await AddAsync(name);
        Assert.Equal(["Apple", "apple pie", "éclair", "zebra", "Zoo"], await NamesAsync("sort=name"));
    }

    [Theory]
    [InlineData("category=nope", "category")]
    [InlineData("category=Food", "category")]
    [InlineData("pet_type=unicorn", "pet_type")]
    [InlineData("brand=nobody", "brand")]
    [InlineData("min_price=-1", "min_price")]
    [InlineData("min_price=9,99", "min_price")]        // some people's decimal comma must not become 999
    [InlineData("max_price=1e3", "max_price")]
    [InlineData("min_price=abc", "min_price")]
    [InlineData("min_price=2&max_price=1", "max_price")]
    [InlineData("max_price=99999999999999999999", "max_price")]
    [InlineData("sort=cheapest", "sort")]
    [InlineData("sort=relevance", "sort")]
    [InlineData("in_stock=maybe", "in_stock")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("colour=red", "colour")]
    [InlineData("q=one&search=two", "search")]
    [InlineData("category=food&category=nope", "category")]
    [InlineData("brand=nobody&brand=nobody", "brand")]
    [InlineData("sort=price&sort=name", "sort")]
    [InlineData("in_stock=true&in_stock=true", "in_stock")]
    [InlineData("ids=0", "ids")]
    [InlineData("ids=1,2", "ids")]
    [InlineData("ids=0x10", "ids")]
    [InlineData("ids=1&ids=", "ids")]
    [InlineData("ids=1&cursor=nonsense", "cursor")]
    [InlineData("is_active=false", "is_active")]
    [InlineData("min_stock=1", "min_stock")]
    [InlineData("low_stock=true", "low_stock")]
    public async Task A_parameter_that_cannot_be_taken_is_named(string query, string blamed)
    {
        var errors = await (await Shop.Anyone.GetAsync("/products?" + query)).ShouldRejectFieldAsync(blamed);
        Assert.DoesNotContain("MinPrice", errors.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Admins_filter_by_what_the_public_must_not_know()
    {
        await AddAsync("Hidden", isActive: false, stock: 50);
        await AddAsync("Plenty", stock: 100);
        await AddAsync("Few", stock: 5);
        Assert.Equal(["Few", "Plenty"], await NamesAsync("sort=name"));
        Assert.Equal(["Few", "Hidden", "Plenty"], await AdminNamesAsync("sort=name"));
        Assert.Equal(["Hidden"], await AdminNamesAsync("is_active=false"));
        Assert.Equal(["Few", "Plenty"], await AdminNamesAsync("is_active=true&sort=name"));
        Assert.Equal(["Hidden", "Plenty"], await AdminNamesAsync("min_stock=50&sort=name"));
        Assert.Equal(["Few"], await AdminNamesAsync("low_stock=true"));
        Assert.Equal(["Hidden", "Plenty"], await AdminNamesAsync("low_stock=false&sort=name"));
        Assert.Empty(await AdminNamesAsync("low_stock=true&min_stock=6"));
        Assert.Empty(await AdminNamesAsync("in_stock=false&min_stock=6"));
    }

    /// <summary>Search entries know whether there are five units or less.</summary>
    [Fact]
    public async Task What_is_low_on_stock_is_listed_as_soon_as_it_is()
    {
        var id = await Shop.Catalogue.AddProductAsync(stock: 30);
        var admin = await Shop.AdminAsync();
        var before = 30;
        foreach (var (quantity, isListed) in ((int, bool)[])[(11, false), (5, true), (6, false), (0, true), (10, false),
            (4, true), (30, false)])
        {
            await (await admin.PutAsync($"/products/{id}/stock", new { quantity, expected = before }))
                .ShouldBeAsync(HttpStatusCode.OK);
            foreach (var filter in (string[])["low_stock=true", "low_stock=true&sort=price", "low_stock=true&q=rope"])
                Assert.Equal((quantity, filter, isListed), (quantity, filter, (await AdminNamesAsync(filter)).Any()));
            before = quantity;
        }
    }

    [Fact]
    public async Task A_lower_figure_for_low_stock_lists_none_above_it()
    {
        await AddAsync("Few", stock: 3);
        await AddAsync("Some", stock: 4);
        var node = Shop.StartNode([("Products:LowStock", "3")]);
        var caller = await Admin.SignInAsync(node);
        foreach (var sort in (string[])["name", "price", "newest"])
            Assert.Equal(["Few"], await NamesAsync(caller, $"low_stock=true&sort={sort}"));
    }

    [Fact]
    public async Task A_higher_figure_for_low_stock_lists_all_up_to_it()
    {
        await AddAsync("Few", stock: 5);
        await AddAsync("Some", stock: 14);
        await AddAsync("Plenty", stock: 15);
        var node = Shop.StartNode([("Products:LowStock", "14")]);
        var caller = await Admin.SignInAsync(node);
        Assert.Equal(["Few", "Some"], await NamesAsync(caller, "low_stock=true&sort=name"));
    }

    private Task AddAsync(
        string name, string category = "toys", string petType = "dog", decimal price = 5, int stock = 10,
        string? brand = null, bool isActive = true) =>
        Shop.Catalogue.CreateAsync(
            new { name, category, pet_type = petType, price, stock_quantity = stock, brand, is_active = isActive });

    private async Task<IEnumerable<string>> NamesAsync(string query) => await NamesAsync(Shop.Anyone, query);

    private async Task<IEnumerable<string>> AdminNamesAsync(string query) =>
        await NamesAsync(await Shop.AdminAsync(), query);

    private static async Task<IEnumerable<string>> NamesAsync(ShopCaller caller, string query)
    {
        var page = await (await caller.GetAsync("/products?" + query)).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(page.Items().Count, page.Count("total"));
        return page.Items().Select(p => p.Text("name"));
    }
}
