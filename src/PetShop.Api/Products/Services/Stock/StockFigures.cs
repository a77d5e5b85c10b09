using Microsoft.Extensions.Options;
using PetShop.Api.Products.Dtos;

namespace PetShop.Api.Products.Services.Stock;

/// <summary>What the public is told of a stock figure.</summary>
public interface IStockFigures
{
    /// <summary>Exact up to the cap, the cap above it: nobody reads the shop's sales from it.</summary>
    int Public(int stock);

    Availability AvailabilityOf(int stock);
}

/// <summary>What is told of a stock figure, and to whom.</summary>
internal sealed class StockFigures(IOptions<ProductsOptions> options) : IStockFigures
{
    private readonly ProductsOptions _options = options.Value;

    public int Public(int stock) => Math.Min(stock, _options.PublicStockCap);

    public Availability AvailabilityOf(int stock) =>
        stock <= 0 ? Availability.OutOfStock : IsLow(stock) ? Availability.LowStock : Availability.InStock;

    public bool IsLow(int stock) => stock <= _options.LowStock;

    /// <summary>The figure up to which stock counts as low.</summary>
    public int LowStock => _options.LowStock;

    public bool IsToBeReordered(int stock) => stock <= _options.ReorderAt;

    /// <summary>Whether anybody but an admin can tell the two figures apart.</summary>
    public bool LookAlike(int before, int after) => Public(before) == Public(after) && AvailabilityOf(before) == AvailabilityOf(after);
}
