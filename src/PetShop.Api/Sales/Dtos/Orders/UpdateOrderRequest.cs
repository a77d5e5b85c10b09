using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>Changes of an order; absent fields are unchanged (RFC 7396).</summary>
public sealed record UpdateOrderRequest
{
    /// <summary>The next status; the current status changes nothing.</summary>
    public Optional<OrderStatus?> Status { get; init; }

    /// <summary>5 to 500 characters; only before the order is shipped.</summary>
    /// <example>14 Harbour Street, 20457 Hamburg, Germany</example>
    [Text(TextShape.Lines)]
    public Optional<string?> ShippingAddress { get; init; }

    /// <summary>
    /// A day, which means the end of that day in the shop's time zone, or a time. Null if it is no longer known.
    /// </summary>
    /// <example>2030-01-31</example>
    public Optional<DayOrTime?> EstimatedDelivery { get; init; }
}

/// <summary>The next status of an order.</summary>
public sealed record OrderStatusRequest
{
    /// <example>confirmed</example>
    public OrderStatus? Status { get; init; }
}
