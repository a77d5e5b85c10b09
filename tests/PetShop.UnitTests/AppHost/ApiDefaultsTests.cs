using PetShop.AppHost;

namespace PetShop.UnitTests.AppHost;

public sealed class ApiDefaultsTests
{
    [Fact]
    public void A_shop_that_is_told_nothing_has_goods_and_the_usual_pool()
    {
        var defaults = new ApiDefaults(new Dictionary<string, string> { ["Seed__Catalogue"] = "" });
        Assert.Equal(["Seed__Catalogue=true"], Lines(defaults));
        Assert.Equal(30, defaults.PoolSize);
    }

    [Fact]
    public void What_the_environment_says_is_left_alone_whatever_its_case()
    {
        var defaults = new ApiDefaults(
            new Dictionary<string, string> { ["SEED__CATALOGUE"] = "false", ["Database__MaxPoolSize"] = "80" });
        Assert.Empty(defaults.Settings);
        Assert.Equal(80, defaults.PoolSize);
    }

    [Fact]
    public void A_pool_size_that_is_no_number_is_left_to_the_API_to_refuse()
    {
        var defaults = new ApiDefaults(new Dictionary<string, string> { ["Database__MaxPoolSize"] = "many" });
        Assert.Equal(["Seed__Catalogue=true"], Lines(defaults));
        Assert.Equal(30, defaults.PoolSize);
    }

    private static IEnumerable<string> Lines(ApiDefaults defaults) =>
        defaults.Settings.Select(setting => $"{setting.Key}={setting.Value}");
}
