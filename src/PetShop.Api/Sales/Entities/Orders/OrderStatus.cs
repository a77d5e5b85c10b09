using static PetShop.Api.Sales.Entities.Orders.OrderStatus;

namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>The status of an order.</summary>
public enum OrderStatus
{
    Pending,
    Confirmed,
    Processing,
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
        { Processing, Shipped, Cancelled },
        { Shipped, Delivered },
    };

    /// <summary>Whether the order has not shipped yet: the address can be changed and the order cancelled.</summary>
    public static bool IsBeforeShipping(OrderStatus status) => Table.Allow(status, Cancelled);
}
