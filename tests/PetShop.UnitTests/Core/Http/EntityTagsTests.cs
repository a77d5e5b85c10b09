using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;

namespace PetShop.UnitTests.Core.Http;

public sealed class EntityTagsTests
{
    [Theory]
    [InlineData("\"v7\"")]
    [InlineData("\"v6\", \"v7\"")]
    [InlineData("W/\"v7\"")]        // as a proxy that compresses answers makes it
    [InlineData("\"v6\", W/\"v7\"")]
    [InlineData("*")]
    [InlineData("")]
    public void If_Match_lets_through_what_one_of_its_tags_names(string header) =>
        EntityTags.ParseIfMatch(header.Length == 0 ? default : header).Require(7);

    [Theory]
    [InlineData("\"abc\"", true)]
    [InlineData("W/\"abc\"", true)]
    [InlineData("\"x\", \"abc\"", true)]
    [InlineData("*", true)]
    [InlineData("\"x\"", false)]
    [InlineData("abc", false)]
    [InlineData("abc*", false)]
    [InlineData("\"v6*", false)]
    [InlineData("\"x\", *", false)]
    public void If_None_Match_is_compared_weakly_and_read_strictly(string header, bool matches) =>
        Assert.Equal(matches, EntityTags.Match(header, "\"abc\""));

    [Theory]
    [InlineData("\"v6\"")]
    [InlineData("W/\"v6\"")]
    [InlineData("\"v07\"")]
    [InlineData("\"v+7\"")]
    [InlineData("\"v6\", \"v8\"")]
    [InlineData("\"7\"")]
    [InlineData("\"v\"")]
    [InlineData("\"\"")]
    [InlineData("\"v-7\"")]
    [InlineData("v7")]
    [InlineData("\"v6*")]
    [InlineData("v6*")]
    [InlineData("x\"v7\"")]
    [InlineData("\"v6\", *")]
    public void If_Match_rejects_everything_else(string header) =>
        Assert.Equal(ProblemTypes.Stale,
            Assert.Throws<ShopException>(() => EntityTags.ParseIfMatch(header).Require(7)).Type);
}
