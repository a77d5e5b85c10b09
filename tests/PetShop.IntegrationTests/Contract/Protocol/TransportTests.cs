namespace PetShop.IntegrationTests.Contract.Protocol;

/// <summary>What browsers are told about HTTPS.</summary>
public sealed class TransportTests : ShopTest
{
    private const string Header = "Strict-Transport-Security";

    [Theory, InlineData("/products")]
    [InlineData("/nowhere"), InlineData("/products?q=%00"), InlineData("/swagger/index.html")]
    public async Task If_configured_the_shop_tells_browsers_to_use_only_HTTPS(string path)
    {
        var node = Shop.StartNode(("Hsts:MaxAge", "365.00:00:00"), ("Hsts:IncludeSubDomains", "true"));
        var answer = await new ShopCaller(node).GetAsync(path);
        Assert.Equal(["max-age=31536000; includeSubDomains"], answer.Headers.GetValues(Header));
    }

    [Fact]
    public async Task Subdomains_are_included_only_if_configured()
    {
        var answer = await new ShopCaller(Shop.StartNode(("Hsts:MaxAge", "1.00:00:00"))).GetAsync("/products");
        Assert.Equal(["max-age=86400"], answer.Headers.GetValues(Header));
    }

    [Fact]
    public async Task Without_the_setting_no_HSTS_header_is_sent() =>
        Assert.False((await Shop.Anyone.GetAsync("/products")).Headers.Contains(Header));
}
