using PetShop.Api.Core.Paging;

namespace PetShop.Api.Sales.Dtos.Refunds;

/// <summary>The page of a list of an order's refunds, the oldest first.</summary>
public sealed record RefundFilter : PageQuery;
