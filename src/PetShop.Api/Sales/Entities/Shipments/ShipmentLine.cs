using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Shipments;

/// <summary>How much of a line of the order a shipment contains.</summary>
public sealed class ShipmentLine
{
    private ShipmentLine()
    {
    }

    public long OrderId { get; private set; }
    public int ShipmentNumber { get; private set; }

    /// <summary>The line of the order.</summary>
    public int Position { get; private set; }
    public int Quantity { get; private set; }
    public OrderLine Line { get; private set; } = null!;

    public static ShipmentLine Of(OrderLine line, int quantity) =>
        new() { OrderId = line.OrderId, Position = line.Position, Quantity = quantity, Line = line };
}
