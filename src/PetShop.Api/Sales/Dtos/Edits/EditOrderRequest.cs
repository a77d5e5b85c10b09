using PetShop.Api.Core.OpenApi;

namespace PetShop.Api.Sales.Dtos.Edits;

/// <summary>An edit of an order's goods.</summary>
public sealed record EditOrderRequest
{
    /// <summary>
    /// 1 to 100 lines, each product once. Products that it does not name stay as they are.
    /// </summary>
    public IReadOnlyList<EditItemRequest>? Items { get; init; }

    /// <summary>Whether to show the effect only. If absent, false.</summary>
    /// <example>true</example>
    public bool? DryRun { get; init; }

    /// <summary>
    /// The total that was shown. If the order would have another one, nothing is changed. If absent, it is not checked.
    /// </summary>
    [NeedsOwnValue]
    public decimal? ExpectedTotal { get; init; }
}

/// <summary>How many units of a product an order is to have.</summary>
public sealed record EditItemRequest
{
    /// <summary>A product of the order, or one to add.</summary>
    /// <example>2</example>
    public long? ProductId { get; init; }

    /// <summary>
    /// 0 to 100. Fewer units than before are cancelled; they can be no fewer than were shipped. Additional units become
    /// a line of their own, at the product's current price.
    /// </summary>
    /// <example>1</example>
    public int? Quantity { get; init; }
}
