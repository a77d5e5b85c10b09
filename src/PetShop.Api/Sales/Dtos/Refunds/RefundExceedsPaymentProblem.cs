using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Dtos.Refunds;

/// <summary>The refund would exceed what is left of the payment. Nothing was recorded.</summary>
public sealed record RefundExceedsPaymentProblem
{
    /// <summary>What is left to refund.</summary>
    /// <example>12.50</example>
    [Money]
    public required decimal Refundable { get; init; }

    /// <summary>The order's currency (ISO 4217).</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }
}
