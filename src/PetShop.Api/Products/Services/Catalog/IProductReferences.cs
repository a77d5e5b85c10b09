namespace PetShop.Api.Products.Services.Catalog;

/// <summary>What the catalogue must ask of sales before a product goes. Implemented by Sales.</summary>
public interface IProductReferences
{
    /// <summary>Whether the product stands on any order.</summary>
    Task<bool> IsOrderedAsync(long productId, CancellationToken ct);

    /// <summary>Locks the carts that have the product, as every change of a cart does first. Joins the caller's unit of work.</summary>
    Task LockCartsAsync(long productId, CancellationToken ct);

    /// <summary>Takes the product out of every cart. Joins the caller's unit of work.</summary>
    Task RemoveFromCartsAsync(long productId, CancellationToken ct);
}
