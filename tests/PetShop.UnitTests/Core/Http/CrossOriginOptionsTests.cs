using PetShop.Api.Core.Http;

namespace PetShop.UnitTests.Core.Http;

public sealed class CrossOriginOptionsTests
{
    [Theory]
    [InlineData("https://shop.example")]
    [InlineData("http://localhost:5173")]
    [InlineData("https://shop.example:8443")]
    [InlineData("https://SHOP.example")]
    [InlineData("http://[::1]:3000")]
    [InlineData("https://xn--mller-kva.example")]
    [InlineData("https://müller.example")]
    [InlineData("*")]
    public void An_origin_that_browsers_send_is_taken(string origin) => Assert.Empty(Flaws(origin));

    [Theory]
    [InlineData("https://shop.example/", "https://shop.example.")]
    [InlineData("https://shop.example/en", "https://shop.example.")]
    [InlineData("https://shop.example?x=1", "https://shop.example.")]
    [InlineData("https://shop.example#top", "https://shop.example.")]
    [InlineData("https://shop.example:443", "https://shop.example.")]
    [InlineData("http://shop.example:80", "http://shop.example.")]
    [InlineData("https://user:secret@shop.example", "https://shop.example.")]
    [InlineData("https://müller.example/", "https://xn--mller-kva.example.")]
    [InlineData("shop.example", "is not an origin")]
    [InlineData("shop.example:8080", "is not an origin")]
    [InlineData("//shop.example", "is not an origin")]
    [InlineData("https://", "is not an origin")]
    [InlineData("ftp://shop.example", "is not an origin")]
    [InlineData("https://a.example;https://b.example", "is not an origin")]
    [InlineData("https://*.example", "is not an origin")]
    [InlineData("null", "is not an origin")]
    [InlineData("https://shop.example:99999", "is not an origin")]
    public void Any_other_is_named_with_what_to_write(string origin, string hint)
    {
        var flaw = Assert.Single(Flaws("https://good.example", origin));
        Assert.Contains($"'{origin}'", flaw, StringComparison.Ordinal);
        Assert.Contains(hint, flaw, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_age_is_refused()
    {
        var flaw = Assert.Single(Flaws(new CrossOriginOptions { MaxAge = TimeSpan.FromSeconds(-1) }));
        Assert.Contains("Cors:MaxAge", flaw, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Flaws(params string[] origins) =>
        Flaws(new CrossOriginOptions { Origins = origins });

    private static IEnumerable<string> Flaws(CrossOriginOptions options) =>
        new CrossOriginOptionsValidator().Validate(null, options).Failures ?? [];
}
