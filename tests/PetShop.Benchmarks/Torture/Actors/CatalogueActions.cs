using System.Text.Json;
namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>What admins do with stock and prices.</summary>
internal static class CatalogueActions
{
    public static readonly IReadOnlyList<ActorAction<Admin>> All =
    [
        new("receive goods", 16, ReceiveAsync),
        new("correct stock", 4, CorrectAsync),
        new("count products", 3, CountAsync),
        new("set stock", 3, SetAsync),
        new("change a price", 4, PriceAsync),
        new("change selling terms", 2, TermsAsync),
    ];

    private static async Task ReceiveAsync(Admin admin)
    {
        foreach (var product in await admin.SomeOfAsync("products/low-stock?limit=60", 6))
            await MoveAsync(
                admin, product.GetProperty("product_id").GetInt64(), "received", admin.Random.Next(10, 120));
        await MoveAsync(admin, admin.SomeProduct(), "received", admin.Random.Next(1, 50));
    }

    private static Task CorrectAsync(Admin admin) => admin.Random.Next(2) == 0
        ? MoveAsync(admin, admin.SomeProduct(), "damaged", -admin.Random.Next(1, 6))
        : MoveAsync(admin, admin.SomeProduct(), "adjusted", admin.Random.Next(1, 5) * (admin.Random.Next(2) * 2 - 1));

    private static async Task MoveAsync(Admin admin, long product, string reason, int quantity)
    {
        var key = admin.NewKey("movement" + product);
        await admin.InsistAsync("move stock", $"products/{product}/stock/movements", new { reason, quantity }, key,
            answer =>
            {
                admin.Stage.Journal.Keep(key, answer.Id());
                admin.Stage.Journal.Movements.TryAdd(key, new(answer.Id(), product, quantity));
            });
    }

    /// <summary>
    /// Many products at once, in an order of its own, so that counts and sales could wait for each other.
    /// </summary>
    private static async Task CountAsync(Admin admin)
    {
        var products = Enumerable.Range(0, admin.Random.Next(2, 12)).Select(_ => admin.SomeProduct()).Distinct();
        var lines = products.Select(product_id => new { product_id, counted = admin.Random.Next(5, 90) }).ToArray();
        var dryRun = admin.Random.Next(4) == 0;
        var key = admin.NewKey("count");
        await admin.InsistAsync("count products", "products/stock-counts", new { lines, dry_run = dryRun }, key,
            answer =>
            {
                if (!dryRun)
                    admin.Stage.Journal.Keep(key, answer.Id());
            });
    }

    private static async Task SetAsync(Admin admin)
    {
        var id = admin.SomeProduct();
        var product = await admin.TryAsync("read", HttpMethod.Get, $"products/{id}");
        // while the database is away, a product from the cache is shown as to anyone
        if (product.IsSuccess && product.Body.TryGetProperty("admin_data", out var data)
            && data.ValueKind == JsonValueKind.Object)
            await admin.TryAsync("set stock", HttpMethod.Put, $"products/{id}/stock", new
            {
                quantity = admin.Random.Next(5, 100),
                expected = data.GetProperty("stock_quantity").GetInt32(),
            });
    }

    private static Task PriceAsync(Admin admin) => admin.TryAsync("change a price", HttpMethod.Patch,
        $"products/{admin.SomeProduct()}", new { price = admin.Random.Next(150, 6000) / 100m });

    private static Task TermsAsync(Admin admin) => admin.TryAsync("change selling terms", HttpMethod.Patch,
        $"products/{admin.SomeProduct()}", admin.Random.Next(2) == 0
            ? new { backorder_limit = admin.Random.Next(0, 30) }
            : new { low_stock_threshold = admin.Random.Next(0, 20) });
}
