using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Repositories;

namespace PetShop.UnitTests.Products;

public sealed class SearchTokensTests
{
    [Theory]
    [InlineData("0", 0), InlineData("0.001", 1), InlineData("0.009", 9), InlineData("0.01", 10)]
    [InlineData("9.999", 36), InlineData("10", 37), InlineData("19.99", 37), InlineData("20", 38)]
    public void Prices_with_the_same_first_digit_and_length_are_one_step(string price, int step) =>
        Assert.Equal(step, SearchTokens.StepOf(decimal.Parse(price)));

    [Fact]
    public void Prices_that_only_a_forged_cursor_contains_count_as_the_nearest_ones()
    {
        Assert.Equal(0, SearchTokens.StepOf(decimal.MinValue));
        Assert.Equal(SearchTokens.StepOf(Product.MaxPrice), SearchTokens.StepOf(decimal.MaxValue));
    }
}
