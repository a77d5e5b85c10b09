using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Dtos.Orders;

namespace PetShop.Api.Sales.Dtos.Edits;

/// <summary>What an edit does to an order, or would do.</summary>
public sealed record OrderEditResponse : IIdempotentResult
{
    /// <summary>Whether only the effect was shown.</summary>
    /// <example>true</example>
    public required bool DryRun { get; init; }

    /// <summary>The products whose units change. Empty if the order had these units already.</summary>
    public required IReadOnlyList<OrderItemChange> Changes { get; init; }

    /// <example>31.98</example>
    [Money]
    public required decimal TotalBefore { get; init; }

    /// <example>47.97</example>
    [Money]
    public required decimal TotalAfter { get; init; }

    /// <summary>What the customer pays more or, if it is negative, less.</summary>
    /// <example>15.99</example>
    [Money]
    public required decimal Difference { get; init; }

    /// <summary>ISO 4217.</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>How the changed amounts were computed.</summary>
    public required IReadOnlyList<PriceStepResponse> Steps { get; init; }

    /// <summary>
    /// The order after the edit. If only the effect was shown, as it would be, without a new invoice.
    /// </summary>
    public required OrderResponse Order { get; init; }

    long IIdempotentResult.OwnerId => ((IIdempotentResult)Order).OwnerId;
}

/// <summary>A product whose units change.</summary>
/// <param name="ProductId" example="2">The product.</param>
/// <param name="Sku" example="TOY-ROPE-01">Its SKU when it was ordered.</param>
/// <param name="ProductName" example="Knotted rope">Its name when it was ordered.</param>
/// <param name="QuantityBefore" example="0">Its units before, 0 if it is new.</param>
/// <param name="QuantityAfter" example="1">Its units after, 0 if it is gone.</param>
/// <param name="Amount" example="15.99">What it changes the total by, discounts and tax included.</param>
public sealed record OrderItemChange(
    long ProductId, string Sku, string ProductName, int QuantityBefore, int QuantityAfter,
    [property: Money] decimal Amount);
