using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Orders;

namespace PetShop.UnitTests.Sales.Pricing;

public sealed class PriceStepTextTests
{
    [Theory]
    [InlineData("1.9319327731", "1.93",
        "VAT, DE: 12.10 EUR contains 19 % tax, which is 1.9319327731, rounded to 1.93 EUR.")]
    [InlineData("2.299", "2.30", "VAT, DE: 19 % of 12.10 EUR is 2.299, rounded to 2.30 EUR.")]
    public void A_tax_is_contained_in_its_base_or_added_to_it(string exact, string amount, string text) =>
        Assert.Equal(text, PriceStepText.Explain(Step(exact, amount), Currency.Of("EUR")).Text);

    [Fact]
    public void A_converted_amount_is_named_with_what_it_was()
    {
        var step = Step("8.4033613445", "8.40") with
        {
            Kind = PriceStepKind.OrderDiscount,
            Rule = "Ten off",
            Rate = null,
            ShopAmount = 10,
        };
        Assert.Equal(
            "Ten off: 10.00 EUR off is 8.4033613445 with the tax of the destination, rounded to 8.40 EUR.",
            PriceStepText.Explain(step, Currency.Of("EUR")).Text);
    }

    [Theory]
    [InlineData(0, 0, 0, "The total is 22.45 EUR.")]
    [InlineData(3.37, 4.99, 0,
        "The total is 24.07 EUR: 22.45 EUR for the goods − 3.37 EUR discount + 4.99 EUR for shipping.")]
    [InlineData(0, 0, 1.57, "The total is 24.02 EUR: 22.45 EUR for the goods + 1.57 EUR tax.")]
    public void The_last_total_names_its_parts(decimal discount, decimal shipping, decimal tax, string text)
    {
        var parts = new TotalParts(22.45m, discount, shipping, tax);
        PriceStep[] steps = [PriceStep.SumUp(9, 9), Step("2.299", "2.30"), PriceStep.SumUp(22.45m, parts.Sum)];
        Assert.Equal(["The total is 9.00 EUR.", text], PriceStepText.Explain(steps, parts, Currency.Of("EUR"))
            .Where(step => step.Step == PriceStepKind.Total).Select(step => step.Text));
    }

    private static PriceStep Step(string exact, string amount) => new()
    {
        Kind = PriceStepKind.Tax,
        Rule = "VAT, DE",
        Base = 12.10m,
        Rate = 19,
        Exact = decimal.Parse(exact, System.Globalization.CultureInfo.InvariantCulture),
        Rounding = PriceRounding.HalfAwayFromZero,
        Amount = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture),
    };
}
