using PetShop.Api.Core.Http;

namespace PetShop.Api.Sales.Dtos.Refunds;

/// <summary>More would go back than is left of what was paid: nothing was booked.</summary>
public sealed record RefundExceedsPaymentProblem
{
    /// <summary>What is left to give back.</summary>
    /// <example>12.50</example>
    [Money]
    public required decimal Refundable { get; init; }

    /// <summary>ISO 4217: the order's.</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }
}
