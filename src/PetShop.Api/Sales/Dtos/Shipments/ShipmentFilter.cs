using PetShop.Api.Core.Paging;

namespace PetShop.Api.Sales.Dtos.Shipments;

/// <summary>Parameters of a list of shipments.</summary>
public sealed record ShipmentFilter : PageQuery;
