using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Dtos.Payments;

/// <summary>The payment would exceed what is due. Nothing was charged.</summary>
public sealed record PaymentExceedsDueProblem
{
    /// <summary>What can still be paid.</summary>
    /// <example>12.50</example>
    [Money]
    public required decimal DueAmount { get; init; }

    /// <summary>The order's currency (ISO 4217).</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }
}
