using Microsoft.Extensions.Options;
using PetShop.Api.Products.Dtos.Catalog;

namespace PetShop.Api.Products.Services.Stock;

/// <summary>The public view of a stock figure.</summary>
public interface IPublicStock
{
    /// <summary>
    /// Exact up to the cap, and the cap above it, so that nobody can derive the shop's sales from it. Never negative.
    /// </summary>
    int Public(int stock);

    Availability AvailabilityOf(StockFigure stock);

    /// <summary>When a product on pre-order can be sent; null if that time has passed.</summary>
    DateTimeOffset? AvailableFrom(StockFigure stock);
}

/// <summary>What the public and admins see of a stock figure.</summary>
internal sealed class PublicStock(IOptions<ProductsOptions> options, TimeProvider clock) : IPublicStock
{
    private readonly ProductsOptions _options = options.Value;

    public int Public(int stock) => Math.Clamp(stock, 0, _options.PublicStockCap);

    public Availability AvailabilityOf(StockFigure stock)
    {
        if (stock.Orderable <= 0)
            return Availability.OutOfStock;
        if (AvailableFrom(stock) is not null)
            return Availability.Preorder;
        if (stock.Quantity <= 0)
            return Availability.Backorder;
        return IsLow(stock) ? Availability.LowStock : Availability.InStock;
    }

    public DateTimeOffset? AvailableFrom(StockFigure stock) =>
        stock.AvailableFrom is { } time && time > clock.GetUtcNow() ? time : null;

    public bool IsLow(StockFigure stock) => stock.Quantity <= ThresholdOf(stock);

    /// <summary>The highest figure that counts as low for this product.</summary>
    public int ThresholdOf(StockFigure stock) => stock.LowStockThreshold ?? _options.LowStock;

    /// <summary>The highest figure that counts as low for products without a threshold of their own.</summary>
    public int LowStock => _options.LowStock;

    public bool NeedsReorder(StockFigure stock) => stock.Quantity <= (stock.LowStockThreshold ?? _options.ReorderAt);

    /// <summary>Whether the two figures look the same to everyone except admins.</summary>
    public bool SamePublicView(StockFigure before, StockFigure after) =>
        Public(before.Quantity) == Public(after.Quantity) && AvailabilityOf(before) == AvailabilityOf(after);
}
