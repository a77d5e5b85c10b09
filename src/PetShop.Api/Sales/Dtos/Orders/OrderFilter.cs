using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>Filters of a list of orders, the newest first.</summary>
public sealed record OrderFilter : PageQuery
{
    /// <summary>Only orders with this status.</summary>
    public OrderStatus? Status { get; init; }

    /// <summary>
    /// Only orders placed on or after this day in the shop's time zone, or at or after this time. A time without an
    /// offset is UTC.
    /// </summary>
    /// <example>2026-01-01</example>
    public DayOrTime? From { get; init; }

    /// <summary>Only orders placed on or before this day, including the whole day, or at or before this time.</summary>
    /// <example>2026-01-31</example>
    public DayOrTime? To { get; init; }

    /// <summary>For admins: only orders of this account.</summary>
    public long? UserId { get; init; }

    /// <summary>For admins: true lists only orders of guests, false only those of accounts.</summary>
    public bool? Guest { get; init; }

    /// <summary>For admins: the order with this number, in any spelling.</summary>
    public string? Number { get; init; }

    /// <summary>
    /// For admins: only orders whose number begins with this text (<c>PS-06ZK</c>); otherwise those with a shipment
    /// that has exactly this tracking number, or, if there are none, those that contain the product with exactly this
    /// SKU; otherwise those whose address, customer name or e-mail contains words that begin with its words or, if it
    /// is a complete e-mail address, are its words. Case and accents are ignored.
    /// </summary>
    [Text(TextShape.Search)]
    public string? Q { get; init; }

    /// <summary>For admins: true lists archived orders instead.</summary>
    public bool? Archived { get; init; }
}
