namespace PetShop.IntegrationTests.Shop;

/// <summary>How a shop under test is configured: nothing runs by itself, nothing is slow for safety's sake.</summary>
internal static class ShopSettings
{
    /// <param name="name">What sets it apart from other shops on the same Redis.</param>
    public static Dictionary<string, string?> For(string database, string redis, string name) => new()
    {
        ["ConnectionStrings:PetShop"] = database,
        ["ConnectionStrings:Redis"] = redis,
        ["Cache:KeyPrefix"] = name,
        ["Database:MinPoolSize"] = "0",
        ["Database:MaxPoolSize"] = "30",
        ["Database:ConnectSeconds"] = "60",     // many at once on a busy machine wait longer than a shopper would
        ["Cache:ReadPatience"] = "00:01:00",
        ["Cache:ReadQueue"] = "1000",
        ["Cache:ListQueue"] = "1000",
        ["Cache:SearchQueue"] = "1000",
        ["Jobs:Enabled"] = "false",
        ["Accounts:PasswordIterations"] = "1",
        ["Accounts:HashingQueue"] = "1000",
        ["Accounts:HashingPatience"] = "00:00:30",
        ["Cors:Origins"] = Origin,
        // Tests of concurrency order more than one account may: those of the limits set them.
        ["Orders:MaxUnpaid"] = "0",
        ["Orders:MaxUnpaidUnits"] = "0",
        ["Orders:MaxCancelledPerDay"] = "0",
        // On, so that every answer passes them, and out of reach.
        ["RateLimits:Anonymous:Requests"] = "1000000",
        ["RateLimits:Account:Requests"] = "1000000",
        ["RateLimits:SignIn:Requests"] = "1000000",
        ["RateLimits:WriteSlots"] = "1000",
        ["RateLimits:WritePatience"] = "00:01:00",
    };

    /// <summary>The storefront that browsers may call the shop from.</summary>
    public const string Origin = "https://shop.example";
}
