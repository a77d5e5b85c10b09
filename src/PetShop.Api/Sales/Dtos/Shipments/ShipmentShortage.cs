namespace PetShop.Api.Sales.Dtos.Shipments;

/// <summary>A product whose shipped quantity is too high.</summary>
/// <param name="ProductId" example="1">The product.</param>
/// <param name="Requested" example="3">Units requested.</param>
/// <param name="Shippable" example="2">Units ordered minus units shipped.</param>
public sealed record ShipmentShortage(long ProductId, int Requested, int Shippable);

/// <summary>The shipment exceeds what is left of the order. It was not created.</summary>
public sealed record ShipmentExceedsOrderProblem
{
    /// <summary>All products whose quantity is too high.</summary>
    public required IReadOnlyList<ShipmentShortage> Items { get; init; }
}
