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

    /// <summary>
    /// The new shipping address: its fields, or the <c>address_id</c> of an address of the order's customer. Only
    /// before the order is shipped. The billing address stays.
    /// </summary>
    public Optional<OrderAddressRequest?> ShipTo { get; init; }

    /// <summary>
    /// The new shipping address as one text of 5 to 500 characters, in the shop's own country; only before the order is
    /// shipped. Give this or <c>ship_to</c>, not both.
    /// </summary>
    [Text(TextShape.Lines)]
    public Optional<string?> ShippingAddress { get; init; }

    /// <summary>
    /// A later or earlier deadline for the payment: a day, which means the end of that day in the shop's time zone, or
    /// a time. It must be in the future. Only while the order is pending, prepaid and unpaid.
    /// </summary>
    public Optional<DayOrTime?> PayBy { get; init; }

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
