using PetShop.Api.Core.Paging;
using PetShop.Api.Sales.Entities.Returns;

namespace PetShop.Api.Sales.Dtos.Returns;

/// <summary>Filters of a list of returns, the newest first.</summary>
public sealed record ReturnFilter : PageQuery
{
    /// <summary>Only returns with this status.</summary>
    public ReturnStatus? Status { get; init; }

    /// <summary>Only returns of this order.</summary>
    public long? OrderId { get; init; }

    /// <summary>For admins: only returns of this account.</summary>
    public long? UserId { get; init; }
}
