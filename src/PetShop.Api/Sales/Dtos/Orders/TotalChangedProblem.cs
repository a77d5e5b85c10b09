using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>The order's total differs from the expected one. Nothing was ordered.</summary>
public sealed record TotalChangedProblem
{
    /// <summary>The current total.</summary>
    /// <example>31.98</example>
    [Money]
    public required decimal TotalAmount { get; init; }

    /// <summary>ISO 4217.</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }
}
