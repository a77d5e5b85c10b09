using PetShop.Api.Sales.Entities.Orders;
using static PetShop.Api.Sales.Entities.Orders.OrderStatus;

namespace PetShop.UnitTests.Sales;

public sealed class OrderTransitionsTests
{
    private static readonly HashSet<(OrderStatus From, OrderStatus To)> Allowed =
    [
        (Pending, Confirmed), (Confirmed, Processing), (Processing, Shipped), (Shipped, Delivered),
        (Pending, Cancelled), (Confirmed, Cancelled), (Processing, Cancelled),
        (Processing, PartiallyShipped), (PartiallyShipped, Shipped),
    ];

    public static TheoryData<OrderStatus, OrderStatus> AllPairs => Matrix.Of<OrderStatus>();

    [Theory, MemberData(nameof(AllPairs))]
    public void An_order_moves_as_the_contract_says_and_in_no_other_way(OrderStatus from, OrderStatus to) =>
        Assert.Equal(Allowed.Contains((from, to)), OrderTransitions.Table.Allow(from, to));

    [Theory, MemberData(nameof(AllPairs))]
    public void Gift_cards_are_delivered_without_shipping(OrderStatus from, OrderStatus to) => Assert.Equal(
        (from, to) is (Pending, Confirmed) or (Pending or Confirmed, Delivered or Cancelled),
        OrderTransitions.OfGiftCards.Allow(from, to));

    [Theory]
    [InlineData(Pending, true)]
    [InlineData(Confirmed, true)]
    [InlineData(Processing, true)]
    [InlineData(PartiallyShipped, false)]
    [InlineData(Shipped, false)]
    [InlineData(Delivered, false)]
    [InlineData(Cancelled, false)]
    public void The_address_can_change_until_the_order_ships(OrderStatus status, bool canChange) =>
        Assert.Equal(canChange, OrderTransitions.IsBeforeShipping(status));

    [Fact]
    public void An_order_refuses_a_move_that_nobody_checked()
    {
        var order = SampleOrders.Place((1, 1, 2));
        Assert.Throws<InvalidOperationException>(() => order.MoveTo(Delivered, DateTimeOffset.UnixEpoch));
    }
}

internal static class Matrix
{
    /// <summary>Every status with every status.</summary>
    public static TheoryData<T, T> Of<T>() where T : struct, Enum
    {
        var pairs = new TheoryData<T, T>();
        foreach (var from in Enum.GetValues<T>())
            foreach (var to in Enum.GetValues<T>())
                pairs.Add(from, to);
        return pairs;
    }
}
