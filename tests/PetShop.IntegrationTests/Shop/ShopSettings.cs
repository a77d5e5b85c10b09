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
        ["Jobs:Enabled"] = "false",
        ["Accounts:PasswordIterations"] = "1",
        ["Cors:Origins"] = Origin,
    };

    /// <summary>The storefront that browsers may call the shop from.</summary>
    public const string Origin = "https://shop.example";
}
