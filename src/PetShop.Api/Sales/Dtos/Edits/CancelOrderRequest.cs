using PetShop.Api.Core.OpenApi;

namespace PetShop.Api.Sales.Dtos.Edits;

/// <summary>What is cancelled.</summary>
public sealed record CancelOrderRequest
{
    /// <summary>
    /// The units to cancel: 1 to 100 lines, each product once. If absent, everything that has not been shipped.
    /// </summary>
    [NeedsOwnValue]
    public IReadOnlyList<CancelItemRequest>? Items { get; init; }
}

/// <summary>Units of a product that are cancelled.</summary>
public sealed record CancelItemRequest
{
    /// <summary>A product of the order.</summary>
    /// <example>1</example>
    public long? ProductId { get; init; }

    /// <summary>At least 1, and at most the units ordered minus those already shipped.</summary>
    /// <example>1</example>
    public int? Quantity { get; init; }
}
