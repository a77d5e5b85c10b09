using PetShop.Api.Sales.Entities.Addresses;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.UnitTests.Sales;

public sealed class OrderTotalsTests
{
    private static readonly SoldProduct Ball = new(1, "A", "Ball");

    [Fact]
    public void What_was_charged_for_lines_and_shipping_is_the_total()
    {
        var amounts = Amounts(tax: 4.75m, total: 30, includesTax: true);
        var order = Place(amounts, new LineAmounts(10, Discount: 5, Tax: 4, TaxPercent: 19));
        Assert.Equal((25m, 5m), (order.ChargedFor(order.Lines[0]), order.ChargedForShipping));
    }

    [Fact]
    public void Tax_that_prices_do_not_include_is_charged_on_top()
    {
        var amounts = Amounts(tax: 5.70m, total: 35.70m, includesTax: false);
        var order = Place(amounts, new LineAmounts(10, Discount: 5, Tax: 4.95m, TaxPercent: 19));
        Assert.Equal((29.95m, 5.75m), (order.ChargedFor(order.Lines[0]), order.ChargedForShipping));
    }

    [Fact]
    public void An_order_refuses_amounts_that_do_not_sum_to_its_total() => Assert.Throws<ArgumentException>(
        () => Place(Amounts(tax: 4.75m, total: 30.01m, includesTax: true), new LineAmounts(10, 5, 4, 19)));

    private static Order Place(OrderAmounts amounts, LineAmounts line) => Order.Place(
        new(1, DateTimeOffset.UnixEpoch), new(1, "Rex", "rex@example.com"), Destination.Of("1 Kennel Lane"), amounts,
        [OrderLine.Sell(1, Ball, 3, line)]);

    private static OrderAmounts Amounts(decimal tax, decimal total, bool includesTax) => new()
    {
        Currency = "EUR",
        PricesIncludeTax = includesTax,
        Subtotal = 30,
        DiscountTotal = 5,
        ShippingTotal = 5,
        TaxTotal = tax,
        Total = total,
        Pricing = new() { Shipping = new(1, "Parcel", 5, 0, 0.75m) },
        Steps = [],
    };
}
