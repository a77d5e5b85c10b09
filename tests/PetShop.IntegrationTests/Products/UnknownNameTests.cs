using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Core.Database;
using StackExchange.Redis;

namespace PetShop.IntegrationTests.Products;

/// <summary>
/// Anyone may request names that do not exist, any number of times: this stores nothing in Redis and costs one query.
/// </summary>
public sealed class UnknownNameTests : ShopTest
{
    private static readonly string[] Unknown =
    [
        "/products/999999999", "/products/by-sku/no-such-sku", "/products/by-slug/no-such-slug",
        "/products/categories/999999999", "/products/pet-types/999999999", "/products/brands/999999999",
    ];

    [RedisServerFact]
    public async Task Asking_for_unknown_names_leaves_nothing_in_Redis()
    {
        await using var redis = await RedisProcess.StartNewAsync();
        var product = await Shop.Catalogue.AddProductAsync();
        var node = Shop.StartNode([.. CacheNode.Patient, ("ConnectionStrings:Redis", redis.ConnectionString)]);
        await node.WhenRedisIsInUseAsync();
        var caller = new ShopCaller(node);
        await (await caller.GetAsync($"/products/{product}")).ShouldBeAsync(HttpStatusCode.OK);
        await (await caller.GetAsync("/products?category=toys")).ShouldBeAsync(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => (await KeysAsync(redis)).Keys.Count(IsEntry) == 3, "all is kept");
        var before = await KeysAsync(redis);
        for (var number = 0; number < 50; number++)
        {
            foreach (var path in Unknown)
                await (await caller.GetAsync($"{path}{(path.EndsWith('9') ? "" : "-")}{number}"))
                    .ShouldBeProblemAsync(HttpStatusCode.NotFound);
            await (await caller.GetAsync($"/products?category=no-such-{number}")).ShouldRejectFieldAsync("category");
            await (await caller.GetAsync($"/products?brand=no-such-{number}")).ShouldRejectFieldAsync("brand");
        }
        // Only the reference data, which every request with a filter needs.
        Assert.Equal(before.Keys.Order(), (await KeysAsync(redis)).Keys.Order());
    }

    [RedisServerFact]
    public async Task What_reading_leaves_in_Redis_ends_with_its_answer()
    {
        await using var redis = await RedisProcess.StartNewAsync();
        var made = await Shop.Catalogue.CreateAsync(
            new { name = "Rope", category = "toys", pet_type = "dog", price = 10, stock_quantity = 5 });
        var node = Shop.StartNode([.. CacheNode.Patient, ("ConnectionStrings:Redis", redis.ConnectionString),
            ("Cache:VersionLife", "20.00:00:00")]);
        await node.WhenRedisIsInUseAsync();
        string[] paths =
            [$"/products/{made.Id()}", $"/products/by-sku/{made.Text("sku")}", $"/products/by-slug/{made.Text("slug")}",
                "/products?q=rope", "/products/brands", "/products/categories"];
        foreach (var path in paths)
            await (await new ShopCaller(node).GetAsync(path)).ShouldBeAsync(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => (await KeysAsync(redis)).Keys.Count(IsEntry) == 6, "all is kept");
        var lives = (await KeysAsync(redis))
            .Where(key => IsEntry(key.Key) || key.Key.Contains(":t:", StringComparison.Ordinal)).ToList();
        Assert.All(lives, key => Assert.InRange(key.Value, TimeSpan.Zero, TimeSpan.FromMinutes(10)));
        // Entries that are derived from other entries are kept in each node's memory only.
        Assert.DoesNotContain(lives, key => key.Key.EndsWith(":products:categories", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asked_for_again_an_unknown_name_costs_no_look_into_the_database()
    {
        // Without Redis, so that a pause of a busy machine does not expire the node's lease.
        var caller = new ShopCaller(Shop.StartNode(("ConnectionStrings:Redis", ""), ("Cache:AbsentTtl", "00:10:00")));
        foreach (var path in Unknown)
            await (await caller.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await using (await Shop.Database.OpenTransactionAsync(
            "LOCK TABLE products, product_stock, categories, pet_types, brands IN ACCESS EXCLUSIVE MODE"))
        {
            foreach (var path in Unknown)
                await (await caller.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
            await (await caller.GetAsync("/products?category=no-such")).ShouldRejectFieldAsync("category");
        }
    }

    [Fact]
    public async Task What_is_made_under_a_name_that_was_asked_for_shows_at_once_and_soon_on_other_nodes()
    {
        var other = new ShopCaller(Shop.StartNode(("Cache:AbsentTtl", "00:10:00")));
        for (var number = 0; number < 5; number++)
        {
            var (sku, slug) = ($"NEW-{number}", $"brand-new-{number}");
            string[] paths = [$"/products/by-sku/{sku}", $"/products/by-slug/{slug}"];
            foreach (var path in paths)
            {
                await (await Shop.Anyone.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
                await (await other.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
            }
            await Shop.Catalogue.CreateAsync(new
            {
                name = $"Brand new {number}", sku, category = "toys", pet_type = "dog", price = 10, stock_quantity = 5
            });
            foreach (var path in paths)
            {
                await (await Shop.Anyone.GetAsync(path)).ShouldBeAsync(HttpStatusCode.OK);
                await Eventually.TrueAsync(async () => (await other.GetAsync(path)).StatusCode == HttpStatusCode.OK,
                    "the other node knows it");
            }
        }
    }

    [Fact]
    public async Task A_category_that_is_made_under_an_id_that_was_asked_for_shows_at_once()
    {
        var admin = await Shop.AdminAsync();
        var last = (await (await admin.PostAsync("/products/categories", new { name = "Falconry" }))
            .ShouldBeAsync(HttpStatusCode.Created)).Id();
        for (var next = last + 1; next < last + 4; next++)
        {
            await (await Shop.Anyone.GetAsync($"/products/categories/{next}"))
                .ShouldBeProblemAsync(HttpStatusCode.NotFound);
            var made = await (await admin.PostAsync("/products/categories", new { name = $"Shelf {next}" }))
                .ShouldBeAsync(HttpStatusCode.Created);
            Assert.Equal(next, made.Id());
            await (await Shop.Anyone.GetAsync($"/products/categories/{next}")).ShouldBeAsync(HttpStatusCode.OK);
        }
    }

    private static bool IsEntry(string key) => key.Contains(":e:", StringComparison.Ordinal);

    /// <summary>All keys with their remaining lifetime.</summary>
    private static async Task<Dictionary<string, TimeSpan>> KeysAsync(RedisProcess redis)
    {
        var keys = (RedisResult[])(await redis.AskAsync("KEYS", "*"))!;
        var lives = new Dictionary<string, TimeSpan>();
        foreach (var key in keys)
            lives[key.ToString()] = TimeSpan.FromMilliseconds((long)await redis.AskAsync("PTTL", key.ToString()));
        return lives;
    }
}
