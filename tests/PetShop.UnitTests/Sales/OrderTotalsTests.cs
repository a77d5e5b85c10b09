using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.UnitTests.Sales;

public sealed class OrderTotalsTests
{
    [Fact]
    public void A_total_is_the_sum_of_its_lines_for_many_random_baskets()
    {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            var lines = Enumerable.Range(1, random.Next(1, 51))
                .Select(position =>
                    (Position: position, Quantity: random.Next(1, 101), Cents: random.Next(0, 100_000_00))).ToList();
            var order = Place([.. lines.Select(
                line => OrderLine.Sell(line.Position, line.Position, "A", "Ball", line.Quantity, line.Cents / 100m))]);
            Assert.Equal(lines.Sum(line => (long)line.Cents * line.Quantity), order.TotalAmount * 100);
            Assert.Equal(
                order.Subtotal - order.DiscountTotal + order.ShippingTotal + order.TaxTotal, order.TotalAmount);
        }
    }

    [Fact]
    public void Twenty_five_at_399_make_what_paper_says() =>
        Assert.Equal(9_975.00m, Place([OrderLine.Sell(1, 1, "A", "Aquarium", 25, 399.00m)]).TotalAmount);

    private static Order Place(IEnumerable<OrderLine> lines) =>
        Order.Place(new(1, DateTimeOffset.UnixEpoch), new(1, "Rex", "rex@example.com"), "EUR", "1 Kennel Lane", lines);
}
