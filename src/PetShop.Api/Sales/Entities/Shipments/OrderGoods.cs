using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Shipments;

/// <summary>The goods of an order that left the shop, and those that are left.</summary>
public static class OrderGoods
{
    /// <summary>Whether nothing is left to ship.</summary>
    public static bool IsAllShipped(this Order order) => order.Lines.All(line => line.Unshipped == 0);

    /// <summary>The units of a product in all lines.</summary>
    public static int UnitsOf(this Order order, long productId) =>
        order.Lines.Where(line => line.ProductId == productId).Sum(line => line.Quantity);

    /// <summary>The units of a product that can still be shipped.</summary>
    public static int UnshippedOf(this Order order, long productId) =>
        order.Lines.Where(line => line.ProductId == productId).Sum(line => line.Unshipped);

    /// <summary>Ships all that is left.</summary>
    /// <returns>How much of each line is in the shipment.</returns>
    public static List<ShipmentLine> ShipRest(this Order order, DateTimeOffset now) =>
        Ship(order, order.Lines, int.MaxValue, now);

    /// <summary>Ships units of a product. Its lines are filled one after another.</summary>
    /// <param name="units">At most those that can still be shipped.</param>
    /// <returns>How much of each line is in the shipment.</returns>
    public static List<ShipmentLine> Ship(this Order order, long productId, int units, DateTimeOffset now) =>
        Ship(order, order.Lines.Where(line => line.ProductId == productId), units, now);

    private static List<ShipmentLine> Ship(Order order, IEnumerable<OrderLine> lines, int units, DateTimeOffset now)
    {
        var shipped = new List<ShipmentLine>();
        foreach (var line in lines.OrderBy(line => line.Position))
        {
            var taken = Math.Min(units, line.Unshipped);
            if (taken == 0)
                continue;
            line.Ship(taken);
            shipped.Add(ShipmentLine.Of(line, taken));
            units -= taken;
        }
        order.CountShipment(now);
        return shipped;
    }
}
