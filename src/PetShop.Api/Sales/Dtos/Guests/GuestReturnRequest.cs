using PetShop.Api.Sales.Dtos.Returns;

namespace PetShop.Api.Sales.Dtos.Guests;

/// <summary>Goods that a guest wants to return. The refund is computed from what was charged.</summary>
public sealed record GuestReturnRequest
{
    /// <summary>
    /// 1 to 100 lines. A product may be on several lines, with different reasons: the quantities are added up.
    /// </summary>
    public IReadOnlyList<ReturnItemRequest>? Items { get; init; }
}
