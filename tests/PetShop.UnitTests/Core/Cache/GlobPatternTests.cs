using PetShop.Api.Core.Cache.Local;

namespace PetShop.UnitTests.Core.Cache;

public sealed class GlobPatternTests
{
    [Theory]
    [InlineData("products:*", "products:id:42", true)]
    [InlineData("products:*", "products:", true)]
    [InlineData("products:*", "product:42", false)]
    [InlineData("products:id:4?", "products:id:42", true)]
    [InlineData("products:id:4?", "products:id:4", false)]
    [InlineData("*:42", "products:id:42", true)]
    [InlineData("*:42", "products:id:42:more", false)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*a*b*", "xxbxxaxx", false)]
    [InlineData("**", "", true)]
    [InlineData("?", "", false)]
    [InlineData("[ab]", "a", false)]
    [InlineData("[ab]", "[ab]", true)]
    [InlineData("Products", "products", false)]
    public void A_pattern_matches_whole_keys(string pattern, string key, bool matches) =>
        Assert.Equal(matches, new GlobPattern(pattern).Matches(key));

    [Fact]
    public void A_pattern_of_many_stars_is_decided_at_once() =>
        Assert.False(new GlobPattern(string.Concat(Enumerable.Repeat("*a", 100))).Matches(new string('a', 99)));

    [Fact]
    public void What_only_Redis_would_take_as_special_is_escaped_for_it()
    {
        Assert.Equal(@"a\[b\]\\\^*?", new GlobPattern(@"a[b]\^*?").ToRedis());
        Assert.Equal(@"\*\?{shop}", GlobPattern.Escape("*?{shop}"));
    }
}
