using PetShop.Api.Sales.Entities.Credits;

namespace PetShop.UnitTests.Sales;

public sealed class GiftCardCodeTests
{
    [Fact]
    public void A_new_code_has_four_groups_of_letters_that_cannot_be_confused()
    {
        var codes = Enumerable.Range(0, 1_000).Select(_ => GiftCardCode.New()).ToList();
        Assert.All(codes, code => Assert.Matches(
            "^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$", code));
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [Theory]
    [InlineData("7K3QX-M92RF-0V5TD-W8H1N")]
    [InlineData("7k3qxm92rf0v5tdw8h1n")]
    [InlineData(" 7K3QX M92RF OV5TD W8HIN ")]
    [InlineData("7K3QX-M92RF-oV5TD-W8HlN")]
    [InlineData("7K3QX-M92RF-0V5TD-W8HLN")]
    [InlineData("7K3QX\u2011M92RF\u20130V5TD\u00a0W8H1N\r\n")]
    public void A_code_is_read_however_it_is_typed(string typed)
    {
        var (read, plain) = (GiftCardCode.Of(typed)!, GiftCardCode.Of("7K3QXM92RF0V5TDW8H1N")!);
        Assert.Equal(plain.Hash, read.Hash);
        Assert.Equal("8H1N", read.Ending);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7K3QX")]
    [InlineData("7K3QX-M92RF-0V5TD-W8H1N-0")]
    [InlineData("7K3QX-M92RF-0V5TD-W8H1U")]
    [InlineData("7K3QX-M92RF-0V5TD-W8H1\u0422")]
    [InlineData("7K3QX-M92RF-0V5TD-W8H1\u200bN")]
    [InlineData("7K3QX_M92RF_0V5TD_W8H1N")]
    public void Anything_else_is_no_code(string typed) => Assert.Null(GiftCardCode.Of(typed));

    [Fact]
    public void The_hash_says_nothing_but_whether_the_code_is_right()
    {
        var code = GiftCardCode.New();
        var read = GiftCardCode.Of(code)!;
        Assert.Equal(32, read.Hash.Length);
        Assert.Equal(code[^4..], read.Ending);
        Assert.NotEqual(GiftCardCode.Of(GiftCardCode.New())!.Hash, read.Hash);
    }
}
