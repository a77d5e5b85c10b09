namespace PetShop.Api.Products.Services.Catalog;

/// <summary>What the catalogue needs to know from sales before it removes a product. Implemented by Sales.</summary>
public interface IProductUsage
{
    /// <summary>Whether any order contains the product.</summary>
    Task<bool> IsOrderedAsync(long productId, CancellationToken ct);

    /// <summary>
    /// Locks the carts that contain the product, as every change of a cart does first. Joins the caller's unit of work.
    /// </summary>
    Task LockCartsAsync(long productId, CancellationToken ct);

    /// <summary>Removes the product from every cart. Joins the caller's unit of work.</summary>
    Task RemoveFromCartsAsync(long productId, CancellationToken ct);
}
