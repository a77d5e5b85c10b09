using PetShop.Api.Core.Http;
using PetShop.Api.Sales.Entities.Returns;

namespace PetShop.Api.Sales.Dtos.Returns;

/// <summary>Which returns. They come newest first.</summary>
public sealed record ReturnFilter : PageQuery
{
    /// <summary>Only those that have come so far.</summary>
    public ReturnStatus? Status { get; init; }

    /// <summary>Only those of this order.</summary>
    public long? OrderId { get; init; }

    /// <summary>For admins: of this account.</summary>
    public long? UserId { get; init; }
}
