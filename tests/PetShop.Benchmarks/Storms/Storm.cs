namespace PetShop.Benchmarks.Storms;

/// <summary>A failure or an attack that affects a shop for a while.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="RageAsync">Runs until the token is cancelled, and then restores the normal state.</param>
internal sealed record Storm(string Name, Func<StormShop, CancellationToken, Task> RageAsync)
{
    /// <summary>All storms, in the order in which they run. The first one does nothing and is the baseline.</summary>
    public static readonly IReadOnlyList<Storm> All =
    [
        new("nothing", (_, stop) => WaitAsync(stop)),
        new("200 sign-ins at once, all wrong", WrongSignInsAsync),
        new("unknown SKUs, as fast as one client can", UnknownSkusAsync),
        new("30 slow searches", SlowSearchesAsync),
        new("PostgreSQL black-holed", BlackHoledAsync),
        new("PostgreSQL read-only", ReadOnlyAsync),
        new("Redis frozen", FrozenRedisAsync),
    ];

    private static Task WrongSignInsAsync(StormShop shop, CancellationToken stop)
    {
        var attacker = shop.From("127.0.0.2");
        return Task.WhenAll(Enumerable.Range(0, 200).Select(i => RepeatAsync(n =>
            StormShop.TryAsync(() => attacker.PostAsync("auth/login",
                new { username = $"nobody-{i}-{n}", password = "not the right one" })), stop)));
    }

    private static Task UnknownSkusAsync(StormShop shop, CancellationToken stop)
    {
        var attacker = shop.From("127.0.0.3", connections: 1);
        return RepeatAsync(
            n => StormShop.TryAsync(() => attacker.GetAsync($"products/by-sku/NO-SUCH-SKU-{n:D30}")), stop);
    }

    /// <summary>
    /// A lock on the table that the searches read makes them slow. It also prevents them from using an index.
    /// </summary>
    private static async Task SlowSearchesAsync(StormShop shop, CancellationToken stop)
    {
        var searcher = shop.From("127.0.0.4");
        var searches = Task.WhenAll(Enumerable.Range(0, 30).Select(i => RepeatAsync(n =>
            StormShop.TryAsync(() => searcher.GetAsync($"products?q=storm{i}x{n}")), stop)));
        while (!stop.IsCancellationRequested)
            await shop.ExecuteAsync(
                "BEGIN; LOCK TABLE product_search IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(1); COMMIT");
        await searches;
    }

    private static async Task BlackHoledAsync(StormShop shop, CancellationToken stop)
    {
        shop.Postgres.Stall();
        await WaitAsync(stop);
        shop.Postgres.GoOn();
    }

    private static async Task ReadOnlyAsync(StormShop shop, CancellationToken stop)
    {
        await shop.ExecuteAsync("ALTER SYSTEM SET default_transaction_read_only = on");
        await shop.ExecuteAsync("SELECT pg_reload_conf()");
        await WaitAsync(stop);
        await shop.ExecuteAsync("ALTER SYSTEM RESET default_transaction_read_only");
        await shop.ExecuteAsync("SELECT pg_reload_conf()");
    }

    private static async Task FrozenRedisAsync(StormShop shop, CancellationToken stop)
    {
        shop.Redis.Stall();
        await WaitAsync(stop);
        shop.Redis.GoOn();
    }

    private static async Task RepeatAsync(Func<int, Task> act, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
            await act(n);
    }

    private static async Task WaitAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
