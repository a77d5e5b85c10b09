using PetShop.Api.Core.Paging;
using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Dtos.Payments;

/// <summary>Filters of the list of all payments.</summary>
public sealed record PaymentFilter : PageQuery
{
    /// <summary>Only payments with this status.</summary>
    /// <example>disputed</example>
    public PaymentStatus? Status { get; init; }

    /// <summary>Only the payment that the provider knows by this id.</summary>
    /// <example>pi_3PZr2eHq</example>
    public string? Reference { get; init; }
}
