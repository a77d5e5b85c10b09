using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.UnitTests.Sales;

public sealed class OrderNumberTests
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly long Id = TimeOrderedIds.Compose(
        new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero), 4711, new IdScrambler(new byte[32]), default);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(227_633_266_688)]
    [InlineData((1L << 53) - 1)]
    public void A_number_leads_back_to_its_order(long id)
    {
        var number = OrderNumber.Of(id);
        Assert.Matches("^PS-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$", number);
        Assert.True(OrderNumber.TryParse(number, out var found));
        Assert.Equal(id, found);
    }

    [Fact]
    public void Ids_of_many_moments_lead_back_to_themselves()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var id = random.NextInt64(1L << 53);
            Assert.True(OrderNumber.TryParse(OrderNumber.Of(id), out var found));
            Assert.Equal(id, found);
        }
    }

    [Fact]
    public void A_number_is_read_as_people_write_it()
    {
        var number = OrderNumber.Of(Id);
        var sloppy = number[3..].Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()
            .Replace('0', 'o').Replace('1', 'l');
        Assert.True(OrderNumber.TryParse(" " + sloppy + " ", out var found));
        Assert.Equal(Id, found);
    }

    [Fact]
    public void Any_one_wrong_character_is_noticed()
    {
        var number = OrderNumber.Of(Id);
        for (var place = 3; place < number.Length; place++)
            foreach (var digit in Digits.Where(d => number[place] != '-' && number[place] != d))
                Assert.False(OrderNumber.TryParse(number[..place] + digit + number[(place + 1)..], out _));
    }

    [Fact]
    public void Swapped_neighbours_are_noticed()
    {
        var digits = OrderNumber.Of(Id)[3..].Replace("-", "", StringComparison.Ordinal);
        for (var i = 0; i + 1 < digits.Length; i++)
        {
            var swapped = digits[..i] + digits[i + 1] + digits[i] + digits[(i + 2)..];
            Assert.Equal(swapped == digits, OrderNumber.TryParse(swapped, out _));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("PS-")]
    [InlineData("PS-0000-0000-000")]
    [InlineData("PS-0000-0000-0000-0")]
    [InlineData("PS-UUUU-UUUU-UUUU")]
    [InlineData("12 Harbour Street")]
    public void Invalid_numbers_are_rejected(string text) => Assert.False(OrderNumber.TryParse(text, out _));

    [Fact]
    public void The_beginning_of_a_number_is_a_range_of_ids()
    {
        Assert.True(OrderNumber.TryParsePrefix(OrderNumber.Of(Id)[..10], out var range));
        Assert.InRange(Id, range.From, range.Before - 1);
        Assert.True(OrderNumber.TryParsePrefix(OrderNumber.Of(Id), out range));
        Assert.Equal((Id, Id + 1), range);
        Assert.False(OrderNumber.TryParsePrefix("Harbour", out _));
        Assert.True(OrderNumber.TryParse("Chesterfield", out _));
        Assert.False(OrderNumber.TryParsePrefix("Chesterfield", out _));
    }
}
