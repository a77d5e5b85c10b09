namespace PetShop.IntegrationTests.Contract.Manners;

/// <summary>What browsers are told about HTTPS.</summary>
public sealed class TransportTests : ShopTest
{
    private const string Header = "Strict-Transport-Security";

    [Theory, InlineData("/products"), InlineData("/nowhere"), InlineData("/products?q=%00"), InlineData("/swagger/index.html")]
    public async Task A_shop_that_is_set_so_tells_browsers_to_come_by_HTTPS_alone(string path)
    {
        var node = Shop.StartNode(("Hsts:MaxAge", "365.00:00:00"), ("Hsts:IncludeSubDomains", "true"));
        var answer = await new ShopCaller(node).GetAsync(path);
        Assert.Equal(["max-age=31536000; includeSubDomains"], answer.Headers.GetValues(Header));
    }

    [Fact]
    public async Task Names_below_the_shops_own_are_included_only_where_that_is_set()
    {
        var answer = await new ShopCaller(Shop.StartNode(("Hsts:MaxAge", "1.00:00:00"))).GetAsync("/products");
        Assert.Equal(["max-age=86400"], answer.Headers.GetValues(Header));
    }

    [Fact]
    public async Task Any_other_shop_says_nothing_of_it() =>
        Assert.False((await Shop.Anyone.GetAsync("/products")).Headers.Contains(Header));
}
