using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Services.Returns;

namespace PetShop.UnitTests.Sales;

public sealed class RefundCalculatorTests
{
    private static readonly Currency Euro = Currency.Of("EUR");

    [Fact]
    public void A_refund_is_what_was_charged() =>
        Assert.Equal(31.98m, RefundCalculator.Refund([new(3, 47.97m)], default, 2, Euro));

    [Fact]
    public void Refunds_one_by_one_add_up_to_exactly_what_was_charged()
    {
        var bought = new PurchasedLine(3, 10.00m);
        var before = new ReturnedQuantity();
        var refunds = new List<decimal>();
        for (var i = 0; i < 3; i++)
        {
            refunds.Add(RefundCalculator.Refund([bought], before, 1, Euro));
            before = new(before.Quantity + 1, before.Amount + refunds[^1]);
        }
        Assert.Equal([3.33m, 3.34m, 3.33m], refunds);
    }

    [Theory]
    [InlineData("EUR")]
    [InlineData("JPY")]
    [InlineData("KWD")]
    public void However_a_line_comes_back_no_more_than_was_charged_goes_out(string code)
    {
        var currency = Currency.Of(code);
        var random = new Random(3);
        for (var i = 0; i < 5_000; i++)
        {
            var bought = new PurchasedLine(random.Next(1, 101), currency.Round(random.Next(0, 1_000_000) / 100m));
            var before = new ReturnedQuantity();
            while (before.Quantity < bought.Quantity)
            {
                var units = random.Next(1, bought.Quantity - before.Quantity + 1);
                var refund = RefundCalculator.Refund([bought], before, units, currency);
                Assert.True(refund >= 0 && currency.Fits(refund));
                before = new(before.Quantity + units, before.Amount + refund);
                Assert.True(before.Amount <= bought.Amount);
            }
            Assert.Equal(bought.Amount, before.Amount);
        }
    }

    [Fact]
    public void More_than_was_bought_is_never_computed() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RefundCalculator.Refund([new(3, 9)], new(2, 6), 2, Euro));

    [Fact]
    public void Units_of_several_lines_are_refunded_at_the_share_of_their_own_line()
    {
        var bought = new PurchasedLine[] { new(2, 12.00m), new(10, 49.99m) };
        Assert.Equal(12.00m, RefundCalculator.Refund(bought, default, 2, Euro));
        Assert.Equal(6.00m + 6.00m + 5.00m, RefundCalculator.Refund(bought, default, 3, Euro));
        Assert.Equal(49.99m, RefundCalculator.Refund(bought, new(2, 12.00m), 10, Euro));
    }
}
