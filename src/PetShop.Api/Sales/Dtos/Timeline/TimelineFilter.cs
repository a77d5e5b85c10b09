using PetShop.Api.Core.Paging;

namespace PetShop.Api.Sales.Dtos.Timeline;

/// <summary>Parameters of an order's timeline.</summary>
public sealed record TimelineFilter : PageQuery;
