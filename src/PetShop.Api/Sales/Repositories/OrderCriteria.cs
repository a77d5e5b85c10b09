using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Repositories;

/// <summary>Filters of orders.</summary>
internal sealed record OrderCriteria
{
    public bool IsArchived { get; init; }
    public long? UserId { get; init; }

    /// <summary>Whether only orders of guests, or only those of accounts; null for both.</summary>
    public bool? IsOfGuest { get; init; }

    public OrderStatus? Status { get; init; }

    /// <summary>The smallest id.</summary>
    public long? FromId { get; init; }

    /// <summary>The first id after the range.</summary>
    public long? BeforeId { get; init; }

    /// <summary>Only these orders.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>Only orders with a line of this product.</summary>
    public long? ProductId { get; init; }

    /// <summary>A full-text query on the search text.</summary>
    public string? Words { get; init; }

    /// <summary>The same filters, limited to these ids.</summary>
    public OrderCriteria Within(long from, long before) =>
        this with { FromId = Math.Max(from, FromId ?? from), BeforeId = Math.Min(before, BeforeId ?? before) };
}
