namespace PetShop.IntegrationTests.Shop;

/// <summary>The settings of a shop under test: no background jobs, and no deliberate slowness.</summary>
internal static class ShopSettings
{
    /// <param name="name">Separates it from other shops on the same Redis.</param>
    public static Dictionary<string, string?> For(string database, string redis, string name) => new()
    {
        ["ConnectionStrings:PetShop"] = database,
        ["ConnectionStrings:Redis"] = redis,
        ["Cache:KeyPrefix"] = name,
        ["Database:MinPoolSize"] = "0",
        ["Database:MaxPoolSize"] = "30",
        // many concurrent requests on a busy machine wait longer than a customer would
        ["Database:ConnectSeconds"] = "60",
        ["Database:LockSeconds"] = "60",
        ["Database:StatementSeconds"] = "60",
        ["Database:CommandSeconds"] = "70",
        ["Cache:ReadPatience"] = "00:01:00",
        ["Cache:ReadQueue"] = "1000",
        ["Cache:ListQueue"] = "1000",
        ["Cache:SearchQueue"] = "1000",
        ["Jobs:Enabled"] = "false",
        ["Accounts:PasswordIterations"] = "1",
        ["Accounts:HashingQueue"] = "1000",
        ["Accounts:HashingPatience"] = "00:00:30",
        ["Cors:Origins"] = Origin,
        // Concurrency tests place more orders than the limits allow; tests of the limits set them.
        ["Orders:MaxUnpaid"] = "0",
        ["Orders:MaxUnpaidUnits"] = "0",
        ["Orders:MaxCancelledPerDay"] = "0",
        ["Orders:MaxCancelledPerDayAddress"] = "0",
        // On, so that every request passes through them, but too high to be reached.
        ["RateLimits:Anonymous:Requests"] = "1000000",
        ["RateLimits:Account:Requests"] = "1000000",
        ["RateLimits:SignIn:Requests"] = "1000000",
        ["RateLimits:Guest:Requests"] = "1000000",
        ["RateLimits:MailRequests:Requests"] = "1000000",
        ["RateLimits:WriteSlots"] = "1000",
        ["RateLimits:WritePatience"] = "00:01:00",
    };

    /// <summary>The storefront that may call the shop from a browser.</summary>
    public const string Origin = "https://shop.example";
}
