using Microsoft.Extensions.Options;
using PetShop.Api.Products.Dtos.Catalog;

namespace PetShop.Api.Products.Services.Stock;

/// <summary>The public view of a stock figure.</summary>
public interface IPublicStock
{
    /// <summary>
    /// Exact up to the cap, and the cap above it, so that nobody can derive the shop's sales from it.
    /// </summary>
    int Public(int stock);

    Availability AvailabilityOf(int stock);
}

/// <summary>What the public and admins see of a stock figure.</summary>
internal sealed class PublicStock(IOptions<ProductsOptions> options) : IPublicStock
{
    private readonly ProductsOptions _options = options.Value;

    public int Public(int stock) => Math.Min(stock, _options.PublicStockCap);

    public Availability AvailabilityOf(int stock) =>
        stock <= 0 ? Availability.OutOfStock : IsLow(stock) ? Availability.LowStock : Availability.InStock;

    public bool IsLow(int stock) => stock <= _options.LowStock;

    /// <summary>The highest figure that counts as low.</summary>
    public int LowStock => _options.LowStock;

    public bool NeedsReorder(int stock) => stock <= _options.ReorderAt;

    /// <summary>Whether the two figures look the same to everyone except admins.</summary>
    public bool SamePublicView(int before, int after) =>
        Public(before) == Public(after) && AvailabilityOf(before) == AvailabilityOf(after);
}
