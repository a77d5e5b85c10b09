using static PetShop.Api.Sales.Entities.Orders.OrderStatus;

namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>The status of an order.</summary>
public enum OrderStatus
{
    Pending,
    Confirmed,
    Processing,

    /// <summary>Some of its goods have been shipped. Only a shipment sets it.</summary>
    PartiallyShipped,

    /// <summary>All of its goods have been shipped.</summary>
    Shipped,
    Delivered,
    Cancelled,
}

/// <summary>The allowed transitions. Delivered and cancelled are final.</summary>
public static class OrderTransitions
{
    public static readonly Transitions<OrderStatus> Table = new()
    {
        { Pending, Confirmed, Cancelled },
        { Confirmed, Processing, Cancelled },
        { Processing, PartiallyShipped, Shipped, Cancelled },
        { PartiallyShipped, Shipped },
        { Shipped, Delivered },
    };

    /// <summary>Gift cards are not shipped: they are delivered when they are paid.</summary>
    public static readonly Transitions<OrderStatus> OfGiftCards = new()
    {
        { Pending, Confirmed, Delivered, Cancelled },
        { Confirmed, Delivered, Cancelled },
    };

    public static Transitions<OrderStatus> Of(Order order) => order.HoldsGiftCards ? OfGiftCards : Table;

    /// <summary>
    /// The next states that a request can ask for: shipments alone ship a part of an order, and only the payment
    /// delivers gift cards.
    /// </summary>
    public static IReadOnlyList<OrderStatus> OnRequest(Order order) =>
        [.. Of(order).From(order.Status)
            .Where(next => next != PartiallyShipped && (next != Delivered || !order.HoldsGiftCards))];

    /// <summary>Whether goods of the order can still be cancelled or added: some have not shipped.</summary>
    public static bool CanBeEdited(OrderStatus status) => IsBeforeShipping(status) || status == PartiallyShipped;

    /// <summary>Whether the order has not shipped yet: the address can be changed and the order cancelled.</summary>
    public static bool IsBeforeShipping(OrderStatus status) => Table.Allow(status, Cancelled);
}
