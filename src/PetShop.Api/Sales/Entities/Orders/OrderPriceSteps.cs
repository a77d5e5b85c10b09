using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>
/// How the amounts of an order were computed, as it was when the order was placed or edited. In a table of its own,
/// because only an explanation or an edit of the order reads it; in its order's partition.
/// </summary>
public sealed class OrderPriceSteps
{
    public long OrderId { get; private set; }

    /// <summary>In the order of computation.</summary>
    public IReadOnlyList<PriceStep> Steps { get; private set; } = [];

    /// <summary>Adds what an edit computed.</summary>
    public void Add(IEnumerable<PriceStep> steps) => Steps = [.. Steps, .. steps];

    public static OrderPriceSteps Of(long orderId, IReadOnlyList<PriceStep> steps) =>
        new() { OrderId = orderId, Steps = steps };
}
