using static PetShop.Api.Sales.Entities.Orders.OrderStatus;

namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>How far an order has come.</summary>
public enum OrderStatus
{
    Pending,
    Confirmed,
    Processing,
    Shipped,
    Delivered,
    Cancelled,
}

/// <summary>What may follow what. Delivered and cancelled are final.</summary>
public static class OrderTransitions
{
    public static readonly Transitions<OrderStatus> Table = new()
    {
        { Pending, Confirmed, Cancelled },
        { Confirmed, Processing, Cancelled },
        { Processing, Shipped, Cancelled },
        { Shipped, Delivered },
    };

    /// <summary>Whether the goods are still in the house: the address can be changed, the order called off.</summary>
    public static bool IsBeforeShipping(OrderStatus status) => Table.Allow(status, Cancelled);
}
