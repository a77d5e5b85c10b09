using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services;

/// <summary>Tells the catalogue where a product is used in sales.</summary>
internal sealed class ProductUsage(OrderRepository orders, CartRepository carts) : IProductUsage
{
    public Task<bool> IsOrderedAsync(long productId, CancellationToken ct) => orders.HasProductAsync(productId, ct);

    public Task LockCartsAsync(long productId, CancellationToken ct) => carts.LockThoseWithAsync(productId, ct);

    public Task RemoveFromCartsAsync(long productId, CancellationToken ct) => carts.RemoveProductAsync(productId, ct);
}
