namespace PetShop.Benchmarks.Load.Shops;

/// <summary>
/// A shop's settings: those of production, except that one address and one account may send any number of requests. The
/// limits are checked nevertheless.
/// </summary>
internal static class ShopSettings
{
    private const string Unlimited = "1000000000";

    public static Dictionary<string, string> For(string postgres, string redis, string name) => new()
    {
        ["ConnectionStrings__PetShop"] = postgres,
        ["ConnectionStrings__Redis"] = redis,
        ["Cache__KeyPrefix"] = name,
        ["Seed__Catalogue"] = "true",
        ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "PetShop.Benchmarks",
        ["RateLimits__Anonymous__Requests"] = Unlimited,
        ["RateLimits__Account__Requests"] = Unlimited,
        ["RateLimits__SignIn__Requests"] = Unlimited,
        ["RateLimits__Guest__Requests"] = Unlimited,
        ["Orders__MaxUnpaid"] = Unlimited,
        ["Orders__MaxUnpaidUnits"] = Unlimited,
        ["Tokens__AccessLifetime"] = "1.00:00:00",
        ["Accounts__PasswordIterations"] = "1",         // thousands sign in before the measurement begins
        ["Logging__Format"] = "Json",
    };

    /// <summary>
    /// The settings of a second node that discards what it cached at once, so that every read is a miss.
    /// </summary>
    public static Dictionary<string, string> Forgetful(Dictionary<string, string> settings) => new(settings)
    {
        ["Products__ProductTtl"] = "00:00:00.001",
        ["Jobs__Enabled"] = "false",
    };
}
