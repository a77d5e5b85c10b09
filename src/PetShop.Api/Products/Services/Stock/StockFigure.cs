namespace PetShop.Api.Products.Services.Stock;

/// <summary>A product's stock and how it may be sold. Not for the public.</summary>
/// <param name="Quantity">Units on hand; negative if units were sold on back-order.</param>
/// <param name="BackorderLimit">Units that may be sold that are not on hand.</param>
/// <param name="AvailableFrom">When a product on pre-order can be sent; null, or in the past, for now.</param>
/// <param name="LowStockThreshold">At this figure or below, stock is low; null for the shop's setting.</param>
public readonly record struct StockFigure(
    int Quantity, int BackorderLimit = 0, DateTimeOffset? AvailableFrom = null, int? LowStockThreshold = null)
{
    /// <summary>Units that can be ordered.</summary>
    public int Orderable => Quantity + BackorderLimit;
}
