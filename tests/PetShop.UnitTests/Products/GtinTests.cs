using PetShop.Api.Products.Services.Catalog;

namespace PetShop.UnitTests.Products;

public sealed class GtinTests
{
    [Theory]
    [InlineData("96385074")]            // GTIN-8
    [InlineData("036000291452")]        // GTIN-12 (UPC-A)
    [InlineData("4006381333931")]       // GTIN-13 (EAN-13)
    [InlineData("10012345678902")]      // GTIN-14
    [InlineData("00000000000000")]
    public void A_right_check_digit_is_taken(string gtin) => Assert.True(Gtin.IsValid(gtin));

    [Theory]
    [InlineData("96385075")]
    [InlineData("036000291453")]
    [InlineData("4006381333930")]
    [InlineData("4006381339331")]       // two digits swapped
    [InlineData("10012345678903")]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("400638133393")]        // a digit short
    [InlineData("40063813339311")]
    [InlineData("400638133393X")]
    [InlineData("４００６３８１３３３９３１")] // digits, but not ASCII's
    [InlineData(" 4006381333931")]
    public void Everything_else_is_rejected(string text) => Assert.False(Gtin.IsValid(text));

    [Fact]
    public void Every_wrong_last_digit_is_noticed()
    {
        foreach (var digit in "023456789")
            Assert.False(Gtin.IsValid("400638133393" + digit));
    }

    [Theory]
    [InlineData("96385074", "00000096385074")]
    [InlineData("4006381333931", "04006381333931")]
    [InlineData("10012345678902", "10012345678902")]
    public void It_is_kept_as_14_digits_and_stays_valid(string gtin, string kept)
    {
        Assert.Equal(kept, Gtin.Normalize(gtin));
        Assert.True(Gtin.IsValid(kept));
    }
}
