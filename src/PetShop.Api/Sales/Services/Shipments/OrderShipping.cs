using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Shipments;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Shipments;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Shipments;

/// <summary>
/// The only way to ship goods of an order. The order's status follows. Joins the caller's unit of work, which must hold
/// the order's lock.
/// </summary>
internal sealed class OrderShipping(
    ShipmentRepository shipments, StatusChanges moves, OrderTimeline timeline, TimeProvider clock)
{
    private static readonly ProblemType ExceedsOrder = new(
        "shipment-exceeds-order", "The shipment exceeds what is left of the order.", ProblemKind.Conflict)
    {
        Example = "Lower the quantities of the products in items: you can ship the units that were ordered, "
            + "minus those already shipped.",
        Members = typeof(ShipmentExceedsOrderProblem),
    };

    /// <summary>Ships everything that has not been shipped yet, without tracking.</summary>
    /// <exception cref="ShopException">409: the order's status does not allow it.</exception>
    public Task ShipRestAsync(Actor actor, Order order, CancellationToken ct) =>
        ShipAsync(actor, order, new(Items: null, new(null, null, null), ShippedAt: null), ct);

    /// <summary>Ships the goods of a parcel.</summary>
    /// <param name="order">With its lines.</param>
    /// <exception cref="ShopException">400: a product that is not on the order, or a time before the order or in the
    /// future. 409: the order's status does not allow it, or too many units of a product.</exception>
    public async Task<Shipment> ShipAsync(Actor actor, Order order, Parcel parcel, CancellationToken ct)
    {
        StatusChanges.Require(order, OrderStatus.Shipped);
        var now = clock.GetStoredNow();
        var shippedAt = parcel.ShippedAt?.AsStored() ?? now;
        if (shippedAt > now || shippedAt < order.PlacedAt)
            throw ShopException.Invalid("shipped_at", "Give a time after the order was placed and not in the future.");
        var lines = parcel.Items is { } items ? Pick(order, items) : order.ShipRest(now);
        var shipment = Shipment.Of(order.Id, await shipments.NextNumberAsync(order.Id, ct), parcel.Tracking, shippedAt,
            lines, now);
        shipments.Add(shipment);
        timeline.Shipped(actor, order, shipment);
        var status = order.IsAllShipped() ? OrderStatus.Shipped : OrderStatus.PartiallyShipped;
        if (order.Status != status)
            moves.Move(actor, order, status);
        return shipment;

        List<ShipmentLine> Pick(Order from, IReadOnlyList<ShipmentItemRequest> wanted)
        {
            RequireOnOrder(from, wanted);
            RequireEnough(from, wanted);
            return [.. wanted.SelectMany(item => from.Ship(item.ProductId!.Value, item.Quantity!.Value, now))];
        }
    }

    private static void RequireOnOrder(Order order, IReadOnlyList<ShipmentItemRequest> items)
    {
        var errors = items.Select((item, i) => (Field: $"items[{i}].product_id", Id: item.ProductId!.Value))
            .Where(item => order.Lines.All(line => line.ProductId != item.Id))
            .ToDictionary(item => item.Field, item => new[] { $"Product {item.Id} is not on the order." });
        if (errors.Count > 0)
            throw new ShopException(ProblemTypes.Validation, "Ship only what is on the order.") { Errors = errors };
    }

    private static void RequireEnough(Order order, IReadOnlyList<ShipmentItemRequest> items)
    {
        var tooMany = items.Select(item => new ShipmentShortage(
                item.ProductId!.Value, item.Quantity!.Value, order.UnshippedOf(item.ProductId.Value)))
            .Where(item => item.Requested > item.Shippable).ToList();
        if (tooMany.Count > 0)
            throw new ShopException(ExceedsOrder, "Lower the quantities of the products in items: you can ship the "
                + "units that were ordered, minus those already shipped.")
            {
                Members = new Dictionary<string, object?> { ["items"] = tooMany },
            };
    }
}

/// <summary>What leaves the shop together.</summary>
/// <param name="Items">Null for everything that has not been shipped yet.</param>
/// <param name="ShippedAt">Null for now.</param>
internal sealed record Parcel(
    IReadOnlyList<ShipmentItemRequest>? Items, Tracking Tracking, DateTimeOffset? ShippedAt);
