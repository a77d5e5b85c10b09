using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Repositories.Queries;

namespace PetShop.UnitTests.Products;

public sealed class WordMatchesTests
{
    /// <summary>One hundred matches of 1,000, with the prices 1 to 100.</summary>
    private static readonly WordMatches Matches = new(
        [.. Enumerable.Range(1, 100).Select(i => new ProductPosition { Id = i, Price = i * 7919 % 101 })],
        IsAll: false, Estimate: 1_000, Exact: []);

    /// <summary>A tenth of the matches is known, so a page of 50 ends about where the next five of them end.</summary>
    [Theory]
    [InlineData(false, null, 6), InlineData(true, null, 95)]
    [InlineData(false, 40, 45), InlineData(true, 40, 35)]
    [InlineData(false, 98, 100), InlineData(true, 2, 1)]
    public void A_page_probably_ends_where_its_share_of_the_known_matches_ends(
        bool isDescending, int? after, int end) => Assert.Equal(
            end, Matches.LikelyEnd(isDescending, after is { } price ? new() { Price = price } : null, 50));

    [Fact]
    public void There_is_no_probable_end_after_the_last_known_price() =>
        Assert.Null(Matches.LikelyEnd(isDescending: false, new() { Price = 101 }, 50));
}
