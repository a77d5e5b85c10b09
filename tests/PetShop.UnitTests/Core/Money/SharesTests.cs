using CsCheck;
using PetShop.Api.Core.Money;

namespace PetShop.UnitTests.Core.Money;

public sealed class SharesTests
{
    [Theory]
    [InlineData("EUR", "10.00", "1 1 1", "3.34 3.33 3.33")]
    [InlineData("EUR", "0.01", "1 2 1", "0.00 0.01 0.00")]
    [InlineData("EUR", "0.05", "0 3.00 0", "0.00 0.05 0.00")]
    [InlineData("JPY", "100", "1 1 1", "34 33 33")]
    [InlineData("KWD", "0.100", "2 1", "0.067 0.033")]
    [InlineData("EUR", "0.00", "0 0", "0.00 0.00")]
    public void An_amount_is_shared_by_the_largest_remainder(
        string currency, string amount, string weights, string shares) =>
        Assert.Equal(
            Numbers(shares), Currency.Of(currency).Share(Numbers(amount)[0], Numbers(weights)));

    [Fact]
    public void The_greatest_amounts_are_shared_exactly()
    {
        var most = 99_999_999_999.999m;
        var shares = Currency.Of("KWD").Share(most, [most, most - 0.001m, 0.001m]);
        Assert.Equal(most, shares.Sum());
        Assert.Equal([50_000_000_000.000m, 49_999_999_999.999m, 0.000m], shares);
    }

    [Fact]
    public void Shares_sum_to_the_amount_and_are_near_their_exact_part() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 100_000].Array[1, 40]).Where((_, weights) => weights.Sum() > 0)
            .Sample((cents, units) =>
            {
                decimal amount = cents / 100m, all = units.Sum() / 100m;
                var weights = Array.ConvertAll(units, unit => unit / 100m);
                var shares = Currency.Of("EUR").Share(amount, weights);
                return shares.Sum() == amount && shares.Zip(weights).All(part =>
                    part.First >= 0 && Math.Abs(part.First - (amount * part.Second / all)) < 0.01m
                    && (amount > all || part.First <= part.Second));
            }, iter: 10_000);

    [Theory]
    [InlineData("10.001", "1")]
    [InlineData("-1", "1")]
    [InlineData("1", "-1")]
    [InlineData("1", "0")]
    public void What_cannot_be_shared_is_refused(string amount, string weights) =>
        Assert.ThrowsAny<ArgumentException>(() => Currency.Of("EUR").Share(Numbers(amount)[0], Numbers(weights)));

    private static decimal[] Numbers(string text) => Array.ConvertAll(
        text.Split(' '), number => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
}
