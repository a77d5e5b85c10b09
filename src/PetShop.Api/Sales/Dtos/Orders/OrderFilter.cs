using PetShop.Api.Core.Http;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>Which orders. They come newest first.</summary>
public sealed record OrderFilter : PageQuery
{
    /// <summary>Only those that have come so far.</summary>
    public OrderStatus? Status { get; init; }

    /// <summary>
    /// Placed on this day or later, in the shop's time zone; or at this time or later. A time without offset is UTC.
    /// </summary>
    /// <example>2026-01-01</example>
    public DayOrTime? From { get; init; }

    /// <summary>Placed on this day or earlier: the whole day counts. Or at this time or earlier.</summary>
    /// <example>2026-01-31</example>
    public DayOrTime? To { get; init; }

    /// <summary>For admins: of this account.</summary>
    public long? UserId { get; init; }

    /// <summary>For admins: the one with this number, in any spelling that people use.</summary>
    public string? Number { get; init; }

    /// <summary>For admins: those whose number begins so (<c>PS-06ZK</c>), or with words that begin so in their address or their customer's name or e-mail. Case and accents don't matter.</summary>
    [Text(TextShape.Search)]
    public string? Q { get; init; }

    /// <summary>For admins: true lists those that were archived instead.</summary>
    public bool? Archived { get; init; }
}
