using PetShop.Api.Core.Http;

namespace PetShop.Api.Sales.Dtos.Refunds;

/// <summary>Which page of an order's refunds. They come in the order of booking.</summary>
public sealed record RefundFilter : PageQuery;
