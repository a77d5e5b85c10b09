using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Dtos.Payments;

/// <summary>The payments of an order, and what is left to pay.</summary>
public sealed record OrderPaymentsResponse
{
    /// <summary>The oldest first, including those that failed.</summary>
    public required IReadOnlyList<PaymentResponse> Items { get; init; }

    /// <summary>What the order costs; 0 if it was cancelled.</summary>
    /// <example>31.98</example>
    [Money]
    public required decimal TotalAmount { get; init; }

    /// <summary>What the shop has received, refunds included.</summary>
    /// <example>31.98</example>
    [Money]
    public required decimal CapturedAmount { get; init; }

    /// <summary>What was refunded.</summary>
    /// <example>0.00</example>
    [Money]
    public required decimal RefundedAmount { get; init; }

    /// <summary>What can still be paid.</summary>
    /// <example>0.00</example>
    [Money]
    public required decimal DueAmount { get; init; }

    /// <summary>The order's currency (ISO 4217).</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }
}
